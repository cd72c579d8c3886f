//! The arguments of error handlers: the error, the token if there is one, and the request.

use std::{fmt, ops::Deref};

use actix_web::HttpRequest;
use serde::{Serialize, Serializer};

use crate::{error::jwt_error::JwtError, token::decoded::decoded_token::DecodedToken};

/// A request that was rejected without a verified token: what
/// [`unauthorized_loader`](crate::JwtManagerBuilder::unauthorized_loader) and
/// [`invalid_token_loader`](crate::JwtManagerBuilder::invalid_token_loader) are called with.
///
/// Its `Display` form is the message of the default response, which is the argument in Python. So is its
/// JSON form.
///
/// ```
/// use actix_web::HttpResponse;
/// use jwt_fresh::{JwtConfig, JwtManager};
///
/// let jwt = JwtManager::builder(JwtConfig::quart("super-secret"))
///     .unauthorized_loader(|rejected| async move {
///         HttpResponse::Unauthorized().body(format!("Please log in: {rejected}"))
///     })
///     .build()?;
/// # Ok::<(), jwt_fresh::ConfigError>(())
/// ```
pub struct RejectedRequest {
    error: JwtError,
    request: Option<HttpRequest>,
}

/// A request that was rejected for its token, whose signature is valid: what the error handlers for
/// expired, revoked and other verified tokens are called with.
///
/// It dereferences to the token.
///
/// ```
/// use actix_web::HttpResponse;
/// use jwt_fresh::{JwtConfig, JwtManager};
///
/// let jwt = JwtManager::builder(JwtConfig::quart("super-secret"))
///     .expired_token_loader(|token| async move {
///         HttpResponse::Unauthorized().body(format!("{}, please log in again", token.identity()))
///     })
///     .build()?;
/// # Ok::<(), jwt_fresh::ConfigError>(())
/// ```
pub struct RejectedToken {
    token: DecodedToken,
    error: JwtError,
    request: Option<HttpRequest>,
}

impl RejectedRequest {
    pub(crate) fn new(error: &JwtError, request: Option<&HttpRequest>) -> Self {
        Self {
            error: error.clone(),
            request: request.cloned(),
        }
    }

    /// Why the request was rejected.
    #[must_use]
    pub fn error(&self) -> &JwtError {
        &self.error
    }

    /// The request; `None` if a middleware returned the rejection as an `Err`, which has none.
    #[must_use]
    pub fn request(&self) -> Option<&HttpRequest> {
        self.request.as_ref()
    }
}

impl RejectedToken {
    pub(crate) fn new(
        token: &DecodedToken,
        error: &JwtError,
        request: Option<&HttpRequest>,
    ) -> Self {
        Self {
            token: token.clone(),
            error: error.clone(),
            request: request.cloned(),
        }
    }

    /// The token.
    #[must_use]
    pub fn token(&self) -> &DecodedToken {
        &self.token
    }

    /// Why the request was rejected.
    #[must_use]
    pub fn error(&self) -> &JwtError {
        &self.error
    }

    /// The request; `None` if a middleware returned the rejection as an `Err`, which has none.
    #[must_use]
    pub fn request(&self) -> Option<&HttpRequest> {
        self.request.as_ref()
    }
}

impl fmt::Display for RejectedRequest {
    /// The message of the default response.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.error, f)
    }
}

impl Serialize for RejectedRequest {
    /// The message of the default response, for `json!({ "msg": rejected })`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Deref for RejectedToken {
    type Target = DecodedToken;

    fn deref(&self) -> &DecodedToken {
        &self.token
    }
}

impl fmt::Debug for RejectedRequest {
    /// Prints nothing of the request, which may contain a token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RejectedRequest")
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for RejectedToken {
    /// Prints nothing of the request, which contains the token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RejectedToken")
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}
