//! The function that the attributes call: authenticates, extracts the arguments, calls the handler.

use std::future::Future;

use actix_web::{Error, FromRequest, Handler, HttpRequest, HttpResponse, Responder, http::Method};

use crate::{
    manager::callbacks::{
        callback_set::failed,
        error_handlers::{is_error, no_error},
    },
    request::{
        authenticate::authenticate,
        context::current::Current,
        locations::bodies::request_body::RequestBody,
        policy::{
            custom_check::{CustomCheck, NoCheck},
            handler_policy::Policy,
        },
    },
    web::handler::{raw_request::RawRequest, rotation::Rotation},
};

/// Authenticates the request, then extracts the handler's arguments, then calls the handler.
///
/// For an unauthenticated caller no byte of the body is parsed, and no extractor error is returned.
pub fn protect<F, Args>(
    policy: &'static Policy<'static>,
    unread: RawRequest,
    handler: F,
) -> impl Future<Output = HttpResponse>
where
    F: Handler<Args>,
    Args: FromRequest,
    F::Output: Responder,
{
    protect_verified(policy, unread, handler, NoCheck)
}

/// [`protect`] with a custom check, which runs before the arguments are extracted.
pub async fn protect_verified<F, Args, C>(
    policy: &'static Policy<'static>,
    unread: RawRequest,
    handler: F,
    check: C,
) -> HttpResponse
where
    C: CustomCheck<Error: Into<Error>>,
    F: Handler<Args>,
    Args: FromRequest,
    F::Output: Responder,
{
    let RawRequest {
        request,
        mut payload,
    } = unread;
    if answers_options(policy, &request) {
        return HttpResponse::Ok().finish();
    }
    let mut body = RequestBody::new(&mut payload);
    if let Err(error) = authenticate(policy, &request, &mut body, &check).await {
        return refuse(error);
    }
    let rotation = policy.rotate.then(|| Rotation::announce(&request));
    let arguments = match Args::from_request(&request, &mut payload).await {
        Ok(arguments) => arguments,
        Err(error) => return HttpResponse::from_error(error),
    };
    if let Some(rotation) = &rotation
        && let Err(error) = Box::pin(rotation.run()).await
    {
        return HttpResponse::from_error(error);
    }
    let response = handler.call(arguments).await.respond_to(&request);
    let response = response.map_into_boxed_body();
    match rotation {
        Some(rotation) => with_new_cookies(response, &rotation),
        None => response,
    }
}

/// The response with the cookies of the new tokens, where the refresh token came in one. That the handler
/// failed makes no difference: the old token is of no use for long.
fn with_new_cookies(mut response: HttpResponse, rotation: &Rotation) -> HttpResponse {
    match rotation.finish(&mut response) {
        Ok(()) => response,
        Err(error) => HttpResponse::from_error(error),
    }
}

/// The response to a rejected request. A check of the app can't reject it with a response that says that it
/// was accepted.
#[cold]
fn refuse(error: impl Into<Error>) -> HttpResponse {
    let response = HttpResponse::from_error(error);
    if is_error(response.status()) {
        return response;
    }
    HttpResponse::from_error(failed("verify", no_error(response.status())))
}

/// Whether the request is OPTIONS and gets an empty answer in place of the handler's, whatever token it
/// has. A handler for which the token is optional handles OPTIONS as it handles GET.
fn answers_options(policy: &Policy<'_>, request: &HttpRequest) -> bool {
    *request.method() == Method::OPTIONS
        && !policy.admits_anonymous()
        && Current::with(|current| current.manager().settings().dialect.answers_options)
            .unwrap_or_default()
}
