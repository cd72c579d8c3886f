//! Reports what became of a request: accepted, admitted as anonymous, or refused.
//!
//! Each is reported once per request, however often the request is checked: a check by hand that
//! accepts the token of the attribute again, or refuses it for the same reason as before, is no news.

use actix_web::{HttpRequest, http::StatusCode};
use tracing::level_filters::LevelFilter;

use crate::{
    error::{
        events::{
            event::{RequestAnonymous, TokenAccepted, TokenRefused},
            lazy::{Lazy, Route},
        },
        jwt_error::JwtError,
        reason::Reason,
    },
    request::context::current::{Authenticated, Current},
    token::{decoded::decoded_token::DecodedToken, location::TokenLocation},
};

/// Reports an accepted request, before its context is published. `cache_hit` is whether the token was
/// in the cache of verified tokens.
#[inline]
pub(crate) fn passed(
    context: Option<&Authenticated>,
    cache_hit: Option<bool>,
    request: &HttpRequest,
    current: &Current,
) {
    let events = &current.manager().settings().events;
    if events.may_be_heard(LevelFilter::TRACE) {
        passed_at_length(context, cache_hit, request, current);
    }
}

#[inline(never)]
fn passed_at_length(
    context: Option<&Authenticated>,
    cache_hit: Option<bool>,
    request: &HttpRequest,
    current: &Current,
) {
    let settings = current.manager().settings();
    let find = || request.match_pattern();
    let route = Route::new(&find);
    match context {
        Some(Authenticated {
            token, location, ..
        }) => {
            let is_known = current.read(|known| known.token.is_same_as(token));
            if is_known == Some(true) {
                return;
            }
            let precision = settings.dialect.freshness;
            let is_fresh = || token.freshness().is_fresh_at(settings.now(), precision);
            settings.events.accepted(&TokenAccepted {
                route,
                location: *location,
                token,
                fresh: Lazy::new(&is_fresh),
                cache_hit,
            });
        }
        None if current.is_protected() => {}
        None => settings.events.anonymous(&RequestAnonymous { route }),
    }
}

/// Reports a refused request. `found` is where its token was, as far as the check has come.
#[cold]
pub(crate) fn refused(
    error: &JwtError,
    found: Option<TokenLocation>,
    request: &HttpRequest,
    current: &Current,
) {
    let location = found.or_else(|| implied_location(error));
    let token = error.token();
    report_refused(error.reason(), location, token, Some(request), current);
}

/// Reports a request that a function of `verify` has refused with an error of the app's own, or where it
/// has failed.
#[cold]
pub(crate) fn refused_by_the_app(
    status: StatusCode,
    found: Option<TokenLocation>,
    request: &HttpRequest,
    current: &Current,
) {
    let reason = if status.is_client_error() {
        Reason::PermissionDenied
    } else {
        Reason::CallbackFailed
    };
    report_refused(reason, found, None, Some(request), current);
}

/// Reports an error with which a request is answered, if no check has reported it: one that the handler
/// has returned, of a token that it has decoded by itself. A fault of the server is no refusal.
#[cold]
pub(crate) fn answered(error: &JwtError, request: Option<&HttpRequest>, current: &Current) {
    let reason = error.reason();
    if !reason.is_failure() {
        report_refused(reason, None, error.token(), request, current);
    }
}

/// Reports a refusal, unless the request was refused for the same reason before.
fn report_refused(
    reason: Reason,
    location: Option<TokenLocation>,
    token: Option<&DecodedToken>,
    request: Option<&HttpRequest>,
    current: &Current,
) {
    if current.refuses_again(reason) {
        return;
    }
    let settings = current.manager().settings();
    let find = || request.and_then(HttpRequest::match_pattern);
    let event = TokenRefused {
        route: Route::new(&find),
        location,
        reason,
        token,
    };
    settings.events.refused(&event, settings.now());
}

/// The location of a token that was rejected for what only that location has.
fn implied_location(error: &JwtError) -> Option<TokenLocation> {
    match error {
        JwtError::CsrfFailed { .. } | JwtError::CrossOrigin => Some(TokenLocation::Cookies),
        JwtError::InvalidHeader { .. } => Some(TokenLocation::Headers),
        _ => None,
    }
}
