//! The function that the attributes call: authenticates, extracts the arguments, calls the handler.

use std::future::Future;

use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Responder, http::Method};

use crate::{
    request::{
        authenticate::authenticate,
        context::current::Current,
        locations::bodies::request_body::RequestBody,
        policy::{
            custom_check::{CustomCheck, NoCheck},
            handler_policy::Policy,
        },
    },
    web::handler::raw_request::RawRequest,
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
pub async fn protect_verified<F, Args>(
    policy: &'static Policy<'static>,
    unread: RawRequest,
    handler: F,
    check: impl CustomCheck,
) -> HttpResponse
where
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
        return HttpResponse::from_error(error);
    }
    match Args::from_request(&request, &mut payload).await {
        Ok(arguments) => handler
            .call(arguments)
            .await
            .respond_to(&request)
            .map_into_boxed_body(),
        Err(error) => HttpResponse::from_error(error),
    }
}

/// Whether the request is OPTIONS and gets an empty answer in place of the handler's, whatever token it
/// has. A handler for which the token is optional handles OPTIONS as it handles GET.
fn answers_options(policy: &Policy<'_>, request: &HttpRequest) -> bool {
    *request.method() == Method::OPTIONS
        && !policy.admits_anonymous()
        && Current::with(|current| current.manager().settings().dialect.answers_options)
            .unwrap_or_default()
}
