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
/// ```
/// use actix_web::{
///     Error, Responder,
///     body::MessageBody,
///     dev::{ServiceRequest, ServiceResponse},
///     get,
///     middleware::{Next, from_fn},
///     web,
/// };
/// use jwt_fresh::{Identity, verify_jwt_in_request};
///
/// async fn require_jwt(
///     request: ServiceRequest,
///     next: Next<impl MessageBody>,
/// ) -> Result<ServiceResponse<impl MessageBody>, Error> {
///     verify_jwt_in_request(request.request()).await?;
///     next.call(request).await
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
/// # Errors
///
/// The reason why the request is rejected; it is then not authenticated.
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
