//! Authenticating a request without an attribute: `verify_jwt_in_request` and its variants.

use actix_web::HttpRequest;

use crate::request::verify_request::VerifyRequest;

/// Checks that the request carries a valid access token (Python's `verify_jwt_in_request`).
///
/// The check runs when the result is awaited. Its methods change what is required:
///
/// ```
/// # use actix_web::{HttpRequest, Responder};
/// use jwt_fresh::{get_jwt_identity, verify_jwt_in_request};
///
/// async fn transfer(request: HttpRequest) -> jwt_fresh::Result<impl Responder> {
///     verify_jwt_in_request(&request).fresh().await?;
///     Ok(format!("hello {}", get_jwt_identity()))
/// }
/// ```
///
/// In a middleware it protects every handler of a scope, and the identity is available in all of
/// them. The manager has to wrap the middleware: on the `App`, or on the scope by a later `wrap`.
///
/// A rejection is returned as a response: an `Err` would leave the middleware's errors to the server, and
/// make `actix_web::test::call_service` panic. A CORS preflight never carries a token. It is answered here
/// without calling the handlers, unless a CORS middleware that is wrapped further out has answered it. Any
/// other OPTIONS request needs a token like every method.
///
/// ```
/// use actix_web::{
///     Error, HttpResponse, Responder,
///     body::{BoxBody, MessageBody},
///     dev::{ServiceRequest, ServiceResponse},
///     get,
///     http::{Method, header},
///     middleware::{Next, from_fn},
///     web,
/// };
/// use jwt_fresh::{Identity, verify_jwt_in_request};
///
/// async fn require_jwt(
///     request: ServiceRequest,
///     next: Next<impl MessageBody + 'static>,
/// ) -> Result<ServiceResponse<BoxBody>, Error> {
///     if is_cors_preflight(&request) {
///         return Ok(request.into_response(HttpResponse::NoContent().finish()));
///     }
///     if let Err(rejected) = verify_jwt_in_request(request.request()).await {
///         return Ok(request.error_response(rejected));
///     }
///     Ok(next.call(request).await?.map_into_boxed_body())
/// }
///
/// fn is_cors_preflight(request: &ServiceRequest) -> bool {
///     request.method() == Method::OPTIONS
///         && request.headers().contains_key(header::ORIGIN)
///         && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
/// }
///
/// #[get("/whoami")]
/// async fn whoami(identity: Identity) -> impl Responder {
///     identity.to_string()
/// }
///
/// let scope = web::scope("/api").wrap(from_fn(require_jwt)).service(whoami);
/// ```
///
/// The request's method makes no difference, OPTIONS included.
///
/// # Errors
///
/// The reason why the request is rejected. What an attribute or an earlier check of the same request has
/// established stays then, unless its own token turns out to be revoked, expired or refused by a callback, or
/// the revocation store or a callback fails.
pub fn verify_jwt_in_request(request: &HttpRequest) -> VerifyRequest<'_> {
    VerifyRequest::new(request)
}

/// Checks that the request carries a valid, fresh access token (Python's `verify_fresh_jwt_in_request`).
///
/// # Errors
///
/// As [`verify_jwt_in_request`].
pub fn verify_fresh_jwt_in_request(request: &HttpRequest) -> VerifyRequest<'_> {
    verify_jwt_in_request(request).fresh()
}

/// Checks that the request carries a valid refresh token (Python's
/// `verify_jwt_refresh_token_in_request`).
///
/// # Errors
///
/// As [`verify_jwt_in_request`].
pub fn verify_jwt_refresh_token_in_request(request: &HttpRequest) -> VerifyRequest<'_> {
    verify_jwt_in_request(request).refresh()
}

/// Checks the request's access token if it carries one (Python's
/// `verify_jwt_in_request_optional`).
///
/// # Errors
///
/// As [`verify_jwt_in_request`], except that a missing token is not an error.
pub fn verify_jwt_in_request_optional(request: &HttpRequest) -> VerifyRequest<'_> {
    verify_jwt_in_request(request).optional()
}
