//! The pipeline: from a request to an authenticated context, one step after the other.

use actix_web::HttpRequest;

use crate::{
    error::jwt_error::JwtError,
    keys::verifying_key::VerifyingKey,
    manager::callbacks::callback_set::AnyUser,
    request::{
        context::current::{Authenticated, Current},
        locations::{
            body::RequestBody,
            find_token::find_token,
            raw_token::{FindTokenError, RawToken},
        },
        policy::{
            custom_check::{CustomCheck, run_custom_check},
            decision::{Decision, decide},
            handler_policy::Policy,
            verified_as::VerifiedAs,
        },
    },
    token::location::TokenLocation,
    verify::token::VerifiedToken,
};

/// Authenticates a request and publishes who it is; an error leaves nobody authenticated.
///
/// `check` is the handler's own check; nothing is published before it has said yes. What may have to
/// wait is boxed, so that a request which waits for nothing carries no room for it.
pub(crate) async fn authenticate<C: CustomCheck>(
    policy: &Policy,
    request: &HttpRequest,
    body: &mut RequestBody<'_>,
    check: &C,
) -> Result<(), JwtError> {
    let current = Current::require()?;
    current.forget();
    let judged = match judge_at_once(policy, request, body, &current) {
        Some(judged) => judged?,
        None => Box::pin(judge_in_time(policy, request, body, &current)).await?,
    };
    let Some(judged) = judged else {
        current.publish(None);
        return Ok(());
    };
    let user = if C::IS_SET || current.manager().callbacks().ask_about_tokens() {
        Box::pin(ask(&judged, policy, request, &current, check)).await?
    } else {
        judged.decision.to_result()?;
        None
    };
    current.publish(Some(Authenticated {
        proof: VerifiedAs::of(policy, &judged.token),
        token: judged.token.into_decoded(),
        location: judged.location,
        user,
    }));
    Ok(())
}

/// A token that was found good, and whether it is enough.
struct Judged {
    token: VerifiedToken,
    location: TokenLocation,
    decision: Decision,
}

/// Judges the request's token; `None` if there is something to wait for first.
fn judge_at_once(
    policy: &Policy,
    request: &HttpRequest,
    body: &RequestBody<'_>,
    current: &Current,
) -> Option<Result<Option<Judged>, JwtError>> {
    let manager = current.manager();
    if manager.settings().is_exempt(request.method()) {
        return Some(Ok(None));
    }
    if manager.callbacks().choose_keys() {
        return None;
    }
    match find_token(request, body, policy, manager.settings()) {
        Err(FindTokenError::NeedsBody) => None,
        located => Some(judge(located, policy, None, current)),
    }
}

/// The same, once the body was read and the app has chosen a key, where that is needed.
async fn judge_in_time(
    policy: &Policy,
    request: &HttpRequest,
    body: &mut RequestBody<'_>,
    current: &Current,
) -> Result<Option<Judged>, JwtError> {
    let settings = current.manager().settings();
    let mut located = find_token(request, body, policy, settings);
    if matches!(located, Err(FindTokenError::NeedsBody)) {
        body.read(request, settings).await?;
        located = find_token(request, body, policy, settings);
    }
    let key = match &located {
        Ok(token) => {
            let callbacks = current.manager().callbacks();
            callbacks.verifying_key_for(&token.text).await?
        }
        Err(_) => None,
    };
    judge(located, policy, key, current)
}

/// Verifies the token that was located, and holds it against the policy; `None` if the request may be
/// anonymous, and is.
fn judge(
    located: Result<RawToken<'_>, FindTokenError>,
    policy: &Policy,
    key: Option<VerifyingKey>,
    current: &Current,
) -> Result<Option<Judged>, JwtError> {
    let raw = match located {
        Ok(token) => token,
        Err(FindTokenError::Missing(_) | FindTokenError::NotOurs(_))
            if policy.admits_anonymous() =>
        {
            return Ok(None);
        }
        Err(FindTokenError::Missing(reason)) => return Err(JwtError::MissingToken(reason)),
        Err(FindTokenError::NotOurs(error) | FindTokenError::Rejected(error)) => return Err(error),
        Err(FindTokenError::NeedsBody) => return Err(JwtError::UnreadableBody),
    };
    let settings = current.manager().settings();
    let now = settings.now();
    let worker = current.worker();
    let token = worker.verify(&raw.text, raw.csrf.as_deref(), key, now)?;
    Ok(Some(Judged {
        decision: decide(policy, &token, settings, now),
        token,
        location: raw.location,
    }))
}

/// Asks the app about a token that was judged, and loads its user.
async fn ask(
    judged: &Judged,
    policy: &Policy,
    request: &HttpRequest,
    current: &Current,
    check: &impl CustomCheck,
) -> Result<Option<AnyUser>, JwtError> {
    let Judged {
        token, decision, ..
    } = judged;
    let settings = current.manager().settings();
    let callbacks = current.manager().callbacks();
    if decision.waits_for_revocation(settings) && !policy.skip_revocation_check {
        callbacks.check_not_revoked(token, settings).await?;
    }
    decision.to_result()?;
    callbacks.check_claims(token).await?;
    run_custom_check(check, token, request).await?;
    callbacks.load_user(token).await
}
