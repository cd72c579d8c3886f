//! Authenticating the current request by hand: `verify_jwt_in_request` and its variants.

use actix_web::HttpRequest;

use crate::request::verify_request::VerifyRequest;

/// Checks that the request carries an access token (Python's `verify_jwt_in_request`).
///
/// Await it. The methods ask for more or for less:
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
/// In a middleware it stands for every handler of a scope, and they all know who it is. The manager
/// has to be further out: on the `App`, or on the scope by a later `wrap`.
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
/// Why the request is refused; then nobody is authenticated.
pub fn verify_jwt_in_request(request: &HttpRequest) -> VerifyRequest<'_> {
    VerifyRequest::new(request)
}

/// Checks that the request carries a fresh access token (Python's `verify_fresh_jwt_in_request`).
///
/// # Errors
///
/// As [`verify_jwt_in_request`].
pub fn verify_fresh_jwt_in_request(request: &HttpRequest) -> VerifyRequest<'_> {
    verify_jwt_in_request(request).fresh()
}

/// Checks that the request carries a refresh token (Python's
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
/// As [`verify_jwt_in_request`], but a missing token is none.
pub fn verify_jwt_in_request_optional(request: &HttpRequest) -> VerifyRequest<'_> {
    verify_jwt_in_request(request).optional()
}
