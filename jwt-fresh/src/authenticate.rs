//! The pipeline: from a request to an authenticated context, one step after the other.

use actix_web::{HttpRequest, http::Method};

use crate::{
    JwtError, Policy,
    context::{Current, JwtContext},
    decision::decide,
    locate::{Located, RawToken, locate},
};

/// Authenticates a request and publishes who it is; an error leaves nobody authenticated.
pub(crate) async fn authenticate(policy: &Policy, request: &HttpRequest) -> Result<(), JwtError> {
    let current = Current::require()?;
    current.publish(None);
    let settings = current.manager().settings();
    if settings.dialect.exempts_options && *request.method() == Method::OPTIONS {
        return Ok(());
    }
    let context = match locate(request, settings) {
        Located::Token(token) => Some(authenticate_token(policy, token, &current).await?),
        Located::Missing(_) | Located::Unreadable(_) if policy.optional => None,
        Located::Missing(error) | Located::Unreadable(error) | Located::Refused(error) => {
            return Err(error);
        }
    };
    current.publish(context);
    Ok(())
}

/// Verifies a token, decides whether it is enough, and asks the app's callbacks.
async fn authenticate_token(
    policy: &Policy,
    token: RawToken<'_>,
    current: &Current,
) -> Result<JwtContext, JwtError> {
    let settings = current.manager().settings();
    let callbacks = current.manager().callbacks();

    let token = current.verify(token.as_bytes())?;
    let decision = decide(policy, &token, settings, settings.now());
    if decision.waits_for_revocation(settings) {
        callbacks.check_not_revoked(&token).await?;
    }
    decision.into_result()?;
    callbacks.check_claims(&token).await?;
    let user = callbacks.load_user(&token).await?;
    Ok(JwtContext {
        token: token.into_decoded(),
        user,
    })
}
