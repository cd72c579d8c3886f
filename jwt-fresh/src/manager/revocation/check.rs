//! What the store is asked about a token.

use crate::{
    config::settings::checked::Settings,
    error::{
        events::{event::StoreOperation, rate_limit::log_limited},
        jwt_error::JwtError,
        reason::Reason,
    },
    manager::{
        callbacks::callback_set::Callbacks,
        revocation::adopted_id::adopted_id,
        sessions::{SessionAtHand, Sessions},
    },
    stores::{
        dynamic::dyn_revocation_store::DynRevocationStore,
        query::{RevocationQuery, SessionCheck},
        session::{
            owner::SessionOwner,
            rotation::{RotationOutcome, RotationRefusal},
        },
        verdict::{RevocationReason, Verdict},
    },
    token::{decoded::decoded_token::DecodedToken, token_type::TokenType},
};

/// What the store says about a token.
pub(crate) enum Checked {
    /// It is not revoked. Its session, if it has one.
    Valid(Option<SessionAtHand>),
    Revoked(Reason),
}

/// How much is asked about the session of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SessionScrutiny {
    /// As the options say.
    Usual,
    /// The refresh token is about to be rotated, and its generation is judged then.
    BeforeRotation,
}

/// Asks the store about a token; a store that fails, or takes too long, is an error.
pub(crate) async fn check(
    callbacks: &Callbacks,
    store: &DynRevocationStore,
    token: &DecodedToken,
    scrutiny: SessionScrutiny,
    settings: &Settings,
) -> Result<Checked, JwtError> {
    let sessions = Sessions::of(callbacks, settings);
    // Without sessions nothing here asks for it, and reading it costs more than the check.
    let session = sessions.and_then(|_| SessionAtHand::of_token(token));
    let check = sessions.and_then(|_| session_check(token, scrutiny, settings));
    let query = RevocationQuery::of(token, token_id(token)?, check, settings.time());
    let asking = Asking {
        callbacks,
        store,
        token,
        sessions,
        settings,
    };
    let checked = asking.ask(&query, session).await?;
    let Checked::Valid(None) = checked else {
        return Ok(checked);
    };
    match asking.adopted().await? {
        Adopted::NotNeeded => Ok(Checked::Valid(None)),
        Adopted::TooLate => Ok(Checked::Revoked(Reason::SessionUnknown)),
        Adopted::As(session) => {
            // It may have ended or gone on, since it was adopted.
            let query = query.with_session_id(session.id).with_generation(1);
            asking.ask(&query, Some(session)).await
        }
    }
}

/// A token that a store is asked about.
struct Asking<'c> {
    callbacks: &'c Callbacks,
    store: &'c DynRevocationStore,
    token: &'c DecodedToken,
    sessions: Option<Sessions<'c>>,
    settings: &'c Settings,
}

/// The session of a token that names none.
enum Adopted {
    As(SessionAtHand),
    NotNeeded,
    TooLate,
}

impl Asking<'_> {
    /// What the store says about a token of this session.
    async fn ask(
        &self,
        query: &RevocationQuery<'_>,
        mut session: Option<SessionAtHand>,
    ) -> Result<Checked, JwtError> {
        let limit = self.callbacks.revocation_limit.get();
        let verdict = match limit.within(self.store.check_boxed(query)).await {
            Ok(verdict) => verdict,
            Err(error) => return Err(self.settings.store_failed(StoreOperation::Check, error)),
        };
        match (verdict, self.sessions, &mut session) {
            (Verdict::Revoked(RevocationReason::Replaced), Some(sessions), Some(session)) => {
                return self.judge_replaced(&sessions, session).await;
            }
            (Verdict::Revoked(reason), ..) => {
                tracing::debug!(reason = reason.as_str(), "a token is revoked");
                return Ok(Checked::Revoked(reason_of(reason)));
            }
            (Verdict::ValidUntil(ends_at), _, Some(session)) => session.ends_at = Some(ends_at),
            (Verdict::Valid | Verdict::ValidUntil(_), ..) => {}
        }
        Ok(Checked::Valid(session))
    }

    /// A refresh token that was replaced is used again: the store judges it as at a rotation, and ends the
    /// session.
    async fn judge_replaced(
        &self,
        sessions: &Sessions<'_>,
        session: &SessionAtHand,
    ) -> Result<Checked, JwtError> {
        let subject = self.token.identity().key();
        let owner = SessionOwner::new(&subject).with_issuer(self.token.issuer());
        let attempt = *session.id.as_bytes();
        let outcome = sessions.rotate(owner, session, self.token.issued_at(), attempt);
        Ok(Checked::Revoked(match outcome.await? {
            RotationOutcome::Refused(refusal) => {
                if refusal == RotationRefusal::Reused {
                    self.callbacks.report_reuse(self.token).await;
                }
                reason_of_refusal(refusal)
            }
            _ => Reason::RefreshReplaced,
        }))
    }

    /// A refresh token from before there were sessions gets one. An access token without one, and any token
    /// that was made [without a session](crate::TokenBuilder::without_session), goes on as it is.
    async fn adopted(&self) -> Result<Adopted, JwtError> {
        let is_refresh = self.token.token_type() == TokenType::Refresh;
        let Some(sessions) = self.sessions.filter(|_| is_refresh) else {
            return Ok(Adopted::NotNeeded);
        };
        if self.token.names_session() {
            return Ok(Adopted::NotNeeded);
        }
        // Without an `iat` it is not known to be from before.
        if let Some(id) = adopted_id(self.token)
            && let Some(session) = sessions.adopt(self.token, id).await?
        {
            return Ok(Adopted::As(session));
        }
        log_limited!(
            warn,
            "a refresh token without a session was rejected: it was made after `session_rollout`. Log in \
             by `start_session`, or make such tokens `.without_session()`"
        );
        Ok(Adopted::TooLate)
    }
}

/// How the session of the token is looked up; `None` if it is not.
fn session_check(
    token: &DecodedToken,
    scrutiny: SessionScrutiny,
    settings: &Settings,
) -> Option<SessionCheck> {
    let is_refresh = token.token_type() == TokenType::Refresh;
    if settings.sessions.at_refresh_only && !is_refresh {
        return None;
    }
    Some(SessionCheck {
        grace: match scrutiny {
            SessionScrutiny::Usual => Some(settings.sessions.grace),
            SessionScrutiny::BeforeRotation => None,
        },
    })
}

/// The reason of an error for a refused rotation.
pub(crate) const fn reason_of_refusal(refusal: RotationRefusal) -> Reason {
    match refusal {
        RotationRefusal::Unknown => Reason::SessionUnknown,
        RotationRefusal::Revoked => Reason::Revoked,
        RotationRefusal::Expired => Reason::SessionExpired,
        RotationRefusal::Reused => Reason::RefreshReused,
        RotationRefusal::Lost => Reason::SessionLost,
    }
}

const fn reason_of(reason: RevocationReason) -> Reason {
    match reason {
        RevocationReason::Token | RevocationReason::Session | RevocationReason::Identity => {
            Reason::Revoked
        }
        RevocationReason::UnknownSession => Reason::SessionUnknown,
        RevocationReason::ExpiredSession => Reason::SessionExpired,
        RevocationReason::Replaced => Reason::RefreshReplaced,
    }
}

/// The id by which a token is revoked; a token without one can't be.
pub(crate) fn token_id(token: &DecodedToken) -> Result<&str, JwtError> {
    token
        .revocation_id()
        .ok_or_else(|| JwtError::missing_claim("jti"))
}
