//! The way out: the app's own answers to refusals, renewed cookies, and a body that keeps its
//! context.

use actix_web::{
    HttpResponse,
    body::EitherBody,
    dev::ServiceResponse,
    error::InternalError,
    http::header::{self, HeaderValue},
};

use super::{JwtBody, Outcome};
use crate::{JwtError, TokenLocation, callbacks::LocalFuture, context::Current, implicit_refresh};

/// Whether a callback has to be asked or a token to be made before the response can go.
pub(super) fn takes_time<B>(outcome: &Outcome<B>, current: &Current) -> bool {
    match outcome {
        Ok(response) => {
            refusal(outcome).is_some_and(|error| has_answer(error, current))
                || implicit_refresh::is_due(response.response(), current)
        }
        Err(_) => refusal(outcome).is_some_and(|error| has_answer(error, current)),
    }
}

/// Lets the response go.
pub(super) fn at_once<B>(outcome: Outcome<B>, current: &Current) -> Outcome<JwtBody<B>> {
    match outcome {
        Ok(mut response) => {
            keep_out_of_shared_caches(&mut response, current);
            Ok(response.map_body(|_, body| JwtBody::new(EitherBody::left(body), current)))
        }
        // The manager of this error is known here, and no longer further out.
        Err(error) if error.as_error::<JwtError>().is_some() => {
            let response = current.clone().sync_scope(|| error.error_response());
            Err(InternalError::from_response(error, response).into())
        }
        Err(error) => Err(error),
    }
}

/// Asks for the app's answer to a refusal, or renews a cookie, and lets the response go.
pub(super) async fn in_time<B>(mut outcome: Outcome<B>, current: Current) -> Outcome<JwtBody<B>> {
    if let Some(answer) = refusal(&outcome).and_then(|error| answer(error, &current)) {
        let answer = answer.await.unwrap_or_else(HttpResponse::from_error);
        return replace(outcome, answer, &current);
    }
    if let Ok(response) = &mut outcome {
        implicit_refresh::renew(response.response_mut(), &current).await;
    }
    at_once(outcome, &current)
}

/// The error of ours that a response answers.
fn refusal<B>(outcome: &Outcome<B>) -> Option<&JwtError> {
    match outcome {
        Ok(response) => response.response().error()?.as_error(),
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
    current: &Current,
) -> Outcome<JwtBody<B>> {
    match outcome {
        Ok(refusal) => {
            for (name, value) in refusal.headers() {
                let of_the_body = *name == header::CONTENT_TYPE || *name == header::CONTENT_LENGTH;
                if !of_the_body && !answer.headers().contains_key(name) {
                    answer.headers_mut().append(name.clone(), value.clone());
                }
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
