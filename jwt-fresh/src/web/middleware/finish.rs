//! The way out: the app's own answers to refusals, renewed cookies, and a body that keeps its
//! context.

use actix_web::{
    Error, HttpResponse,
    body::EitherBody,
    dev::ServiceResponse,
    error::InternalError,
    http::header::{self, HeaderValue},
};

use crate::{
    error::jwt_error::JwtError,
    manager::callbacks::callback_set::LocalFuture,
    request::context::current::Current,
    token::location::TokenLocation,
    web::middleware::{
        body::{JwtBody, Outcome},
        implicit_refresh,
    },
};

/// Whether a callback has to be asked or a token to be made before the response can go.
#[inline]
pub(crate) fn takes_time<B>(outcome: &Outcome<B>, current: &Current) -> bool {
    refusal(outcome).is_some_and(|error| has_answer(error, current))
        || matches!(outcome, Ok(response) if implicit_refresh::is_due(response.response(), current))
}

/// Lets the response go.
#[inline]
pub(crate) fn at_once<B>(mut outcome: Outcome<B>, current: Current) -> Outcome<JwtBody<B>> {
    // Changed where it is: a response is large to move.
    if let Ok(response) = &mut outcome {
        keep_out_of_shared_caches(response, &current);
    }
    match outcome {
        Ok(response) => {
            Ok(response.map_body(|_, body| JwtBody::new(EitherBody::left(body), current)))
        }
        Err(error) => Err(with_answer(error, current)),
    }
}

/// Marks an answer that its manager has let go, where there is another manager further out, which runs
/// the request by now: that one has no say in this answer, only in one that takes its place. The error
/// stays with the answer, for loggers to read.
#[inline]
pub(crate) fn let_go<B>(outcome: &mut Outcome<B>) {
    if let Ok(response) = outcome
        && response.response().error().is_some()
        && Current::exists()
    {
        response.response_mut().extensions_mut().insert(LetGo);
    }
}

/// The mark.
struct LetGo;

/// An error of ours with its answer: the manager of this error is known here, and no longer further
/// out.
#[cold]
fn with_answer(error: Error, current: Current) -> Error {
    if error.as_error::<JwtError>().is_none() {
        return error;
    }
    let response = current.sync_scope(|| error.error_response());
    InternalError::from_response(error, response).into()
}

/// Asks for the app's answer to a refusal, or renews a cookie, and lets the response go.
pub(crate) async fn in_time<B>(mut outcome: Outcome<B>, current: Current) -> Outcome<JwtBody<B>> {
    if let Some(answer) = refusal(&outcome).and_then(|error| answer(error, &current)) {
        let answer = answer.await.unwrap_or_else(HttpResponse::from_error);
        return replace(outcome, answer, current);
    }
    if let Ok(response) = &mut outcome {
        implicit_refresh::renew(response.response_mut(), &current).await;
    }
    at_once(outcome, current)
}

/// The error of ours that a response answers, unless a manager further in has let that answer go.
fn refusal<B>(outcome: &Outcome<B>) -> Option<&JwtError> {
    match outcome {
        Ok(response) => {
            let response = response.response();
            let error = response.error()?.as_error()?;
            (!response.extensions().contains::<LetGo>()).then_some(error)
        }
        Err(error) => error.as_error(),
    }
}

fn has_answer(error: &JwtError, current: &Current) -> bool {
    current.manager().callbacks().answers(error)
}

fn answer(
    error: &JwtError,
    current: &Current,
) -> Option<LocalFuture<Result<HttpResponse, JwtError>>> {
    current.manager().callbacks().answer_to(error)
}

/// Puts the app's answer in place of ours, and keeps the headers that others have added.
fn replace<B>(
    outcome: Outcome<B>,
    mut answer: HttpResponse,
    current: Current,
) -> Outcome<JwtBody<B>> {
    match outcome {
        Ok(refusal) => {
            let of_the_body = [header::CONTENT_TYPE, header::CONTENT_LENGTH];
            let of_others: Vec<_> = refusal
                .headers()
                .iter()
                .filter(|(name, _)| {
                    !of_the_body.contains(name) && !answer.headers().contains_key(*name)
                })
                .collect();
            for (name, value) in of_others {
                answer.headers_mut().append(name.clone(), value.clone());
            }
            Ok(refusal
                .into_response(answer)
                .map_body(|_, body| JwtBody::new(EitherBody::right(body), current)))
        }
        Err(error) => Err(InternalError::from_response(error, answer).into()),
    }
}

/// A token in the query string is a token in caches: only the user's own may keep the answer
/// (RFC 6750 section 2.3).
fn keep_out_of_shared_caches<B>(response: &mut ServiceResponse<B>, current: &Current) {
    let location = current.read(|context| context.location);
    if location == Some(TokenLocation::QueryString) {
        let headers = response.headers_mut();
        if !headers.contains_key(header::CACHE_CONTROL) {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private"));
        }
    }
}
