//! Rotation: a refresh token is used for the next one of its session.

use serde_json::{Map, Value};
use uuid::{Builder, Uuid};

use crate::{
    create::{
        builder::{AccessToken, BuilderType, RefreshToken, TokenBuilder},
        ids::random_bytes,
        renewal::renewed_claims::carried_by_session,
        session::{
            session_builder::require_sessions, session_option::SessionOption,
            session_tokens::SessionTokens,
        },
    },
    error::{
        events::rate_limit::log_limited,
        jwt_error::{JwtError, Result},
        reason::Reason,
    },
    manager::{
        jwt_manager::JwtManager, revocation::check::reason_of_refusal, sessions::SessionAtHand,
    },
    request::context::current::{Authenticated, Current},
    stores::session::{
        owner::SessionOwner,
        rotation::{RotationOutcome, RotationRefusal},
    },
    token::{decoded::decoded_token::DecodedToken, token_type::TokenType},
};

/// Uses the request's refresh token for the next one, and makes both tokens.
///
/// The store is told the id of the new refresh token, so that a repetition of the same call gets the
/// same answer.
pub(crate) async fn rotate(current: &Current) -> Result<SessionTokens> {
    let context = current
        .context()
        .ok_or_else(|| JwtError::missing_token("Missing JWT"))?;
    let manager = current.manager();
    let sessions = require_sessions(manager)?;
    let token = &context.token;
    let session = rotatable(&context, manager)?;
    let id = Builder::from_random_bytes(random_bytes()?).into_uuid();
    let subject = token.identity().key();
    let owner = SessionOwner::new(&subject).with_issuer(token.issuer());
    let outcome = sessions.rotate(owner, &session, token.issued_at(), id.into_bytes());
    let next = match outcome.await? {
        RotationOutcome::Rotated {
            generation,
            ends_at,
            healed,
        } => {
            if healed {
                log_limited!(
                    warn,
                    session = %session.id,
                    "a refresh token was ahead of the session store, which has lost writes"
                );
            }
            (generation, ends_at)
        }
        RotationOutcome::Sibling {
            generation,
            ends_at,
        } => (generation, ends_at),
        RotationOutcome::Refused(refusal) => {
            return Err(refused(refusal, &context, &session, manager).await);
        }
    };
    let (generation, ends_at) = next;
    let next = SessionAtHand {
        id: session.id,
        generation: Some(generation),
        ends_at: Some(ends_at),
    };
    tokens(token, next, id, manager).await
}

/// The session of a refresh token that can be rotated.
fn rotatable(context: &Authenticated, manager: &JwtManager) -> Result<SessionAtHand> {
    if context.token.token_type() != TokenType::Refresh {
        return Err(JwtError::WrongTokenType {
            message: manager.settings().dialect.wording.only_refresh.into(),
        });
    }
    context.session().ok_or_else(|| JwtError::RevokedToken {
        token: context.token.clone(),
        reason: Reason::SessionUnknown,
    })
}

/// The error for a refusal; the reuse of a token is reported to the app.
async fn refused(
    refusal: RotationRefusal,
    context: &Authenticated,
    session: &SessionAtHand,
    manager: &JwtManager,
) -> JwtError {
    let token = &context.token;
    match refusal {
        RotationRefusal::Reused => manager.callbacks().report_reuse(token).await,
        RotationRefusal::Lost => log_limited!(
            warn,
            session = %session.id,
            "a session was ended: its store has lost too many writes to judge a refresh token"
        ),
        RotationRefusal::Unknown | RotationRefusal::Revoked | RotationRefusal::Expired => {}
    }
    let reason = reason_of_refusal(refusal);
    JwtError::RevokedToken {
        token: token.clone(),
        reason,
    }
}

/// The next tokens of a session, with what the presented one carries over.
async fn tokens(
    token: &DecodedToken,
    session: SessionAtHand,
    id: Uuid,
    manager: &JwtManager,
) -> Result<SessionTokens> {
    let carried = carried_by_session(token, manager.settings());
    let loaded = manager
        .callbacks()
        .renewal_claims_for(token.identity())
        .await?;
    let access = next::<AccessToken>(token, session, loaded, &carried, manager);
    let mut refresh = next::<RefreshToken>(token, session, None, &carried, manager);
    refresh.id = Some(id);
    Ok(SessionTokens::new(
        access.encode_async().await?,
        refresh.encode_async().await?,
        Some(session.id),
    ))
}

/// A builder of the next token of that type.
fn next<K: BuilderType>(
    token: &DecodedToken,
    session: SessionAtHand,
    loaded: Option<Map<String, Value>>,
    carried: &Map<String, Value>,
    manager: &JwtManager,
) -> TokenBuilder<K> {
    let mut builder = TokenBuilder::new(token.identity(), Some(manager.clone()));
    builder.converted = Some(token.identity().clone());
    builder.session = SessionOption::Given(session);
    builder.reloaded = Some(loaded);
    builder.claims(carried)
}
