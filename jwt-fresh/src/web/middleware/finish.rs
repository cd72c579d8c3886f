//! Response processing: the app's error handlers, renewed cookies, cache headers, the body's context.
//!
//! [`plan`] decides once what has to wait; only that runs in a boxed future.

use actix_web::{
    Error, HttpResponse, body::EitherBody, dev::ServiceResponse, error::InternalError, http::header,
};

use crate::{
    error::jwt_error::JwtError,
    manager::callbacks::{callback_set::LocalFuture, error_handlers::is_error},
    request::{
        context::{caching::Caching, current::Current},
        report,
    },
    web::{
        cookies::clean_up::{clean_up, clean_up_error},
        middleware::{
            body::{JwtBody, Outcome},
            cache_control,
            implicit_refresh::{self, Renewal},
        },
    },
};

/// What has to wait before a response can be sent.
pub(crate) enum Plan {
    /// An error handler of the app responds in place of the error.
    Replace(LocalFuture<Result<HttpResponse, JwtError>>),
    /// The access cookie is renewed.
    Renew(Renewal),
}

/// Decides what has to wait before the response can be sent; `None` if nothing has to.
#[inline]
pub(crate) fn plan<B>(outcome: &Outcome<B>, current: &Current) -> Option<Plan> {
    // Nearly every response is no error, and most apps renew nothing.
    let is_plain = |response: &ServiceResponse<B>| response.response().error().is_none();
    if !implicit_refresh::is_on(current) && outcome.as_ref().is_ok_and(is_plain) {
        return None;
    }
    plan_at_length(outcome, current)
}

#[inline(never)]
fn plan_at_length<B>(outcome: &Outcome<B>, current: &Current) -> Option<Plan> {
    if let Some(error) = unhandled_error(outcome) {
        let request = outcome.as_ref().ok().map(ServiceResponse::request);
        report::answered(error, request, current);
        let manager = current.manager();
        if let Some(handler) = manager.callbacks().error_handler(error) {
            let may_succeed = manager.settings().dialect.error_handlers_may_succeed;
            // Its synchronous part may read the context too.
            let response = current
                .clone()
                .sync_scope(|| handler.call(error, request, may_succeed));
            return Some(Plan::Replace(response));
        }
    }
    let response = outcome.as_ref().ok()?;
    implicit_refresh::renewal(response.response(), current).map(Plan::Renew)
}

/// Carries out a plan, and finishes the response.
pub(crate) async fn finish_async<B>(
    plan: Plan,
    mut outcome: Outcome<B>,
    current: Current,
) -> Outcome<JwtBody<B>> {
    match plan {
        Plan::Replace(response) => {
            let response = response.await.unwrap_or_else(HttpResponse::from_error);
            return replace(outcome, response, current);
        }
        Plan::Renew(renewal) => {
            if let Ok(response) = &mut outcome {
                implicit_refresh::renew(renewal, response, &current).await;
            }
        }
    }
    finish_now(outcome, current)
}

/// Finishes a response for which nothing has to wait.
#[inline]
pub(crate) fn finish_now<B>(mut outcome: Outcome<B>, current: Current) -> Outcome<JwtBody<B>> {
    // Changed in place: a response is large to move.
    if let Ok(response) = &mut outcome {
        clean_up(response, &current);
        let marks = current.caching();
        if !marks.is_empty() {
            cache_control::write(response.response_mut(), marks);
        }
    }
    if current.was_read_unprotected() {
        hint_at_attribute(&outcome, &current);
    }
    match outcome {
        Ok(response) => {
            Ok(response.map_body(|_, body| JwtBody::new(EitherBody::left(body), current)))
        }
        Err(error) => Err(with_response(error, current)),
    }
}

/// Logs once for each route that its handler reads a token that nothing has verified.
#[cold]
fn hint_at_attribute<B>(outcome: &Outcome<B>, current: &Current) {
    // A rejected request has no token to read, such as in the app's own page for a 404.
    let Ok(response) = outcome else { return };
    if is_error(response.status()) {
        return;
    }
    let route = response.request().match_pattern().unwrap_or_default();
    current.manager().hints().unprotected_read.once(&route, || {
        tracing::debug!(
            route,
            "a handler that is not protected called `get_jwt_identity()` or the like, which is null there, \
             whatever token the request carries; add `#[jwt_required]` or `#[jwt_optional]` to it"
        );
    });
}

/// Marks an error response as handled by its manager, if another manager wraps this one: the outer
/// one must not run its error handlers on it. The error stays in the response, for loggers to read.
///
/// Called outside of this manager's context, where the current one is the outer manager's.
#[inline]
pub(crate) fn mark_handled<B>(outcome: &mut Outcome<B>) {
    if let Ok(response) = outcome
        && response.response().error().is_some()
        && Current::exists()
    {
        response.response_mut().extensions_mut().insert(Handled);
    }
}

/// The mark, in the response's extensions.
struct Handled;

/// Renders an error of this crate with its manager's settings, which are unknown further out, and any error
/// that must not be stored.
#[cold]
fn with_response(error: Error, current: Current) -> Error {
    let marks = current.caching();
    let is_restricted = marks.contains(Caching::NoStore) || marks.contains(Caching::Private);
    if error.as_error::<JwtError>().is_none() && !is_restricted {
        return error;
    }
    let mut response = current.clone().sync_scope(|| error.error_response());
    clean_up_error(&mut response, &current);
    cache_control::write(&mut response, marks);
    InternalError::from_response(error, response).into()
}

/// The error of this crate behind a response, unless an inner manager has handled it.
fn unhandled_error<B>(outcome: &Outcome<B>) -> Option<&JwtError> {
    match outcome {
        Ok(response) => {
            let response = response.response();
            let error = response.error()?.as_error()?;
            (!response.extensions().contains::<Handled>()).then_some(error)
        }
        Err(error) => error.as_error(),
    }
}

/// Puts the app's response in place of ours, with the headers that other middleware has added.
fn replace<B>(
    outcome: Outcome<B>,
    mut response: HttpResponse,
    current: Current,
) -> Outcome<JwtBody<B>> {
    match outcome {
        Ok(refusal) => {
            let of_the_body = [header::CONTENT_TYPE, header::CONTENT_LENGTH];
            let of_others: Vec<_> = refusal
                .headers()
                .iter()
                .filter(|(name, _)| {
                    !of_the_body.contains(name) && !response.headers().contains_key(*name)
                })
                .collect();
            for (name, value) in of_others {
                response.headers_mut().append(name.clone(), value.clone());
            }
            let mut replaced = refusal.into_response(response);
            clean_up(&mut replaced, &current);
            cache_control::write(replaced.response_mut(), current.caching());
            Ok(replaced.map_body(|_, body| JwtBody::new(EitherBody::right(body), current)))
        }
        Err(error) => {
            clean_up_error(&mut response, &current);
            cache_control::write(&mut response, current.caching());
            Err(InternalError::from_response(error, response).into())
        }
    }
}
