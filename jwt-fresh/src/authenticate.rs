//! The pipeline: from a request to an authenticated context, one step after the other.

use actix_web::HttpRequest;

use crate::{
    JwtError, Policy,
    context::{Current, JwtContext},
    decision::decide,
    locate::{NotLocated, RawToken, RequestBody, locate},
    proof::Proof,
    verify_fn::{self, Verify},
};

/// Authenticates a request and publishes who it is; an error leaves nobody authenticated.
///
/// `verify` is the handler's own check; nothing is published before it has said yes.
pub(crate) async fn authenticate<W>(
    policy: &Policy,
    request: &HttpRequest,
    mut body: RequestBody<'_>,
    verify: &impl Verify<W>,
) -> Result<(), JwtError> {
    let current = Current::require()?;
    current.forget();
    let settings = current.manager().settings();
    if settings.is_exempt(request.method()) {
        current.publish(None);
        return Ok(());
    }
    let mut located = locate(request, &body, policy, settings);
    if matches!(located, Err(NotLocated::BodyUnread)) {
        // Boxed, here as below, so that a request which needs no such thing carries no room for it.
        Box::pin(body.read(request, settings)).await?;
        located = locate(request, &body, policy, settings);
    }
    let context = match located {
        Ok(token) => Some(authenticate_token(policy, token, request, &current, verify).await?),
        Err(NotLocated::Missing(_) | NotLocated::Unreadable(_)) if policy.admits_anonymous() => {
            None
        }
        Err(NotLocated::Missing(reason)) => return Err(JwtError::MissingToken(reason)),
        Err(NotLocated::Unreadable(error) | NotLocated::Refused(error)) => return Err(error),
        Err(NotLocated::BodyUnread) => return Err(JwtError::UnreadableBody),
    };
    current.publish(context);
    Ok(())
}

/// Verifies a token, decides whether it is enough, and asks the app's callbacks.
async fn authenticate_token<W>(
    policy: &Policy,
    raw: RawToken<'_>,
    request: &HttpRequest,
    current: &Current,
    verify: &impl Verify<W>,
) -> Result<JwtContext, JwtError> {
    let settings = current.manager().settings();
    let callbacks = current.manager().callbacks();

    let key = callbacks.verifying_key_for(&raw.text).await?;
    let now = settings.now();
    let worker = current.worker();
    let token = worker.verify(&raw.text, raw.csrf.as_deref(), key, now)?;
    let decision = decide(policy, &token, settings, now);
    if decision.waits_for_revocation(settings) && !policy.skip_revocation_check {
        callbacks.check_not_revoked(&token, settings).await?;
    }
    decision.into_result()?;
    callbacks.check_claims(&token).await?;
    verify_fn::check(verify, &token, request).await?;
    let user = callbacks.load_user(&token).await?;
    Ok(JwtContext {
        proof: Proof::of(policy, &token),
        token: token.into_decoded(),
        location: raw.location,
        user,
    })
}
