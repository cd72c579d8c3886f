//! The pipeline: from a request to a published context, one step after the other.
//!
//! Find the token, verify it, decide whether the policy admits it, run the app's callbacks, publish.

use std::cell::Cell;

use actix_web::HttpRequest;

use crate::{
    error::jwt_error::JwtError,
    keys::verifying_key::VerifyingKey,
    manager::{
        callbacks::callback_set::AnyUser, jwt_manager::JwtManager,
        revocation::check::SessionScrutiny, sessions::SessionAtHand,
    },
    request::{
        context::{
            caching::Caching,
            current::{Authenticated, Current},
        },
        locations::{
            bodies::request_body::RequestBody,
            csrf_value,
            find_token::find_token,
            raw_token::{FindTokenError, RawToken},
        },
        policy::{
            caller::Caller,
            custom_check::{CustomCheck, run_custom_check},
            decision::{Decision, decide},
            handler_policy::Policy,
            verified_as::VerifiedAs,
        },
        report,
    },
    token::{auth_time::AuthTime, location::TokenLocation},
    verify::{csrf::check_csrf, token::VerifiedToken},
};

/// Authenticates a request and publishes its context. After an error, the context is what an earlier
/// check of the request has published, unless the error says that this no longer holds.
///
/// `check` is the handler's own check. Nothing is published before every check has passed. The
/// async parts are boxed to keep this future small on the path that never awaits.
pub(crate) async fn authenticate<C: CustomCheck>(
    policy: &Policy<'_>,
    request: &HttpRequest,
    body: &mut RequestBody<'_>,
    check: &C,
) -> Result<(), C::Error> {
    let current = Current::require()?;
    let found = Cell::new(None);
    match pass_every_check(policy, request, body, &current, check, &found).await {
        Ok((context, cache_hit)) => {
            report::passed(context.as_ref(), cache_hit, request, &current);
            if let Some(context) = &context {
                mark_response(context.location, &current);
            }
            current.publish(context);
            Ok(())
        }
        Err(error) => {
            current.mark(Caching::NoStore);
            match C::jwt_error(&error) {
                Ok(error) => {
                    withdraw_after(error, &current);
                    report::refused(error, found.get(), request, &current);
                }
                // The app's own error: a refusal, which says nothing about an earlier check, or a failure,
                // such as a redirect, for which the response is a 500.
                Err(status) => {
                    if !status.is_client_error() {
                        current.withdraw();
                    }
                    report::refused_by_the_app(status, found.get(), request, &current);
                }
            }
            Err(error)
        }
    }
}

/// The context of an accepted request, `None` if it is anonymous; and whether its token was in the cache.
///
/// The location of the token is written to `found`, also if the token is rejected.
async fn pass_every_check<C: CustomCheck>(
    policy: &Policy<'_>,
    request: &HttpRequest,
    body: &mut RequestBody<'_>,
    current: &Current,
    check: &C,
    found: &Cell<Option<TokenLocation>>,
) -> Result<(Option<Authenticated>, Option<bool>), C::Error> {
    let candidate = loop {
        match begin(policy, request, body, current, found)? {
            Progress::Anonymous => return Ok((None, None)),
            Progress::Decided(candidate) => break candidate,
            Progress::NeedsBody => {
                let limits = current.manager().settings().locations.body_limits;
                Box::pin(body.read(request, limits.json)).await?;
            }
            Progress::NeedsKey(token) => {
                let verified = verify_with_chosen_key(token, policy, request, current);
                break Box::pin(verified).await?;
            }
        }
    };
    if candidate.csrf_in_form {
        Box::pin(check_csrf_in_form(
            &candidate, policy, request, body, current,
        ))
        .await?;
    }
    let Answers { user, session } = if C::IS_SET || current.manager().callbacks().ask_about_tokens()
    {
        Box::pin(run_callbacks(&candidate, policy, request, current, check)).await?
    } else {
        candidate.decision.to_result()?;
        Answers::default()
    };
    let context = Authenticated {
        proof: VerifiedAs::of(policy, &candidate.token),
        token: candidate.token.into_decoded(),
        location: candidate.location,
        user,
        session,
    };
    Ok((Some(context), candidate.cache_hit))
}

/// Marks the response to a token that caches do not distinguish from others.
fn mark_response(location: TokenLocation, current: &Current) {
    match location {
        TokenLocation::QueryString => current.mark(Caching::Private),
        TokenLocation::Cookies
            if current
                .manager()
                .settings()
                .dialect
                .private_cookie_responses =>
        {
            current.mark(Caching::PrivateIfSilent);
        }
        TokenLocation::Headers | TokenLocation::Cookies | TokenLocation::Json => {}
    }
}

/// Takes back what an earlier check has published if it no longer holds: its own token turned out to be
/// revoked, expired or refused by the app, or that could not be found out.
///
/// A second check that asks for more, such as a fresh token, says nothing about the first.
#[cold]
fn withdraw_after(error: &JwtError, current: &Current) {
    let refused = match error {
        JwtError::BlocklistUnavailable { .. } | JwtError::CallbackFailed { .. } => None,
        JwtError::RevokedToken { token, .. }
        | JwtError::ExpiredToken { token }
        | JwtError::ClaimsVerificationFailed { token }
        | JwtError::UserLookupFailed { token } => Some(token),
        _ => return,
    };
    let is_published = |token| current.read(|context| context.token.is_same_as(token));
    if refused.and_then(is_published).unwrap_or(true) {
        current.withdraw();
    }
}

/// How far the authentication of a request has come without waiting.
enum Progress<'r> {
    /// The request carries no token, and needs none.
    Anonymous,
    /// The token is verified, and the policy has been applied to it.
    Decided(Candidate),
    /// The token may be in the body, which has to be read first.
    NeedsBody,
    /// A callback of the app chooses the key that verifies this token.
    NeedsKey(RawToken<'r>),
}

/// A verified token, and whether the policy admits it.
struct Candidate {
    token: VerifiedToken,
    location: TokenLocation,
    decision: Decision,
    /// Whether the token was in the cache of verified tokens; `None` if no cache was asked.
    cache_hit: Option<bool>,
    /// Whether the token still has to match a CSRF value in the body.
    csrf_in_form: bool,
}

/// Goes as far as possible without waiting. Called again once the body has been read.
fn begin<'r>(
    policy: &Policy<'_>,
    request: &'r HttpRequest,
    body: &RequestBody<'_>,
    current: &Current,
    found: &Cell<Option<TokenLocation>>,
) -> Result<Progress<'r>, JwtError> {
    let manager = current.manager();
    let token = find_token(request, body, policy, manager.settings());
    if let Ok(token) = &token {
        found.set(Some(token.location));
    }
    match token {
        Ok(token) if manager.callbacks().choose_keys() => Ok(Progress::NeedsKey(token)),
        Ok(token) => verify_and_decide(&token, None, policy, current).map(Progress::Decided),
        Err(FindTokenError::NeedsBody) => Ok(Progress::NeedsBody),
        Err(FindTokenError::Missing(_) | FindTokenError::NotOurs(_))
            if policy.admits_anonymous() =>
        {
            Ok(Progress::Anonymous)
        }
        Err(FindTokenError::Missing(reason)) => Err(JwtError::MissingToken { message: reason }),
        Err(FindTokenError::NotOurs(error) | FindTokenError::Rejected(error)) => Err(error),
    }
}

/// Verifies a token with the key that the app chooses for it.
async fn verify_with_chosen_key(
    token: RawToken<'_>,
    policy: &Policy<'_>,
    request: &HttpRequest,
    current: &Current,
) -> Result<Candidate, JwtError> {
    let callbacks = current.manager().callbacks();
    let key = callbacks
        .verifying_key_for(&token.text, Some(request))
        .await?;
    verify_and_decide(&token, key, policy, current)
}

/// Verifies a token, with that key or else with the manager's, and applies the policy to it.
fn verify_and_decide(
    raw: &RawToken<'_>,
    key: Option<VerifyingKey>,
    policy: &Policy<'_>,
    current: &Current,
) -> Result<Candidate, JwtError> {
    let manager = current.manager();
    let settings = manager.settings();
    let now = settings.now();
    let token = current
        .worker()
        .verify(&raw.text, raw.csrf, key, now)?
        .current()?;
    if policy.max_age.is_some() {
        hint_at_auth_time(&token, manager);
    }
    Ok(Candidate {
        decision: decide(policy, &token, settings, now),
        token,
        location: raw.location,
        cache_hit: current.worker().cache_hit(),
        csrf_in_form: raw.csrf_in_form,
    })
}

/// Logs once what to write if a handler requires a recent login and the token does not contain when
/// that was.
fn hint_at_auth_time(token: &VerifiedToken, manager: &JwtManager) {
    if AuthTime::from_token(token) != AuthTime::Absent {
        return;
    }
    manager.hints().no_auth_time.once(|| {
        tracing::warn!(
            "`max_age` was applied to a token without `auth_time`: it has to be fresh, and its `iat` \
             counts as the login. A refresh token gets `auth_time` if the login creates the access \
             token first, `create_access_token(..).fresh(true)`, or by `.auth_time(..)`; under \
             `JwtConfig::quart` and `flask` set `encode_auth_time(true)` too"
        );
    });
}

/// Reads a form, and checks the CSRF value in it. The token has been verified: nobody else can make the
/// server buffer a body here.
async fn check_csrf_in_form(
    candidate: &Candidate,
    policy: &Policy<'_>,
    request: &HttpRequest,
    body: &mut RequestBody<'_>,
    current: &Current,
) -> Result<(), JwtError> {
    let settings = current.manager().settings();
    let bytes = body
        .read(request, settings.locations.body_limits.form)
        .await?;
    let sent = csrf_value::in_form(request, &bytes, policy.token_type(), settings)?;
    check_csrf(candidate.token.csrf(), &sent)
}

/// What the app and its store say about a token that they accept.
#[derive(Default)]
struct Answers {
    user: Option<AnyUser>,
    session: Option<SessionAtHand>,
}

/// Runs the app's checks of a verified token, and loads its user. The handler's own check comes last, as
/// it reads the user.
async fn run_callbacks<C: CustomCheck>(
    candidate: &Candidate,
    policy: &Policy<'_>,
    request: &HttpRequest,
    current: &Current,
    check: &C,
) -> Result<Answers, C::Error> {
    let Candidate {
        token, decision, ..
    } = candidate;
    let settings = current.manager().settings();
    let callbacks = current.manager().callbacks();
    let mut session = None;
    if decision.waits_for_revocation(settings) && !policy.skip_revocation_check {
        let scrutiny = if policy.rotate {
            SessionScrutiny::BeforeRotation
        } else {
            SessionScrutiny::Usual
        };
        session = callbacks
            .check_not_revoked(token, Some(request), scrutiny, settings)
            .await?;
    }
    decision.to_result()?;
    callbacks.check_claims(token, request).await?;
    let user = callbacks.load_user(token, request).await?;
    if C::IS_SET {
        let caller = Caller::new(token, request, user.as_ref());
        run_custom_check(check, &caller, callbacks.limit.get()).await?;
    }
    Ok(Answers { user, session })
}
