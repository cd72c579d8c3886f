//! Error handlers: the callbacks with which an app answers rejected requests itself.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode};

use crate::{
    error::jwt_error::{BoxError, JwtError},
    manager::callbacks::{
        callback_set::{Callback, Callbacks, LocalFuture, failed},
        rejected::{RejectedRequest, RejectedToken},
    },
    token::decoded::decoded_token::DecodedToken,
};

/// The error handler that an app has set for an error, and the rejected token if it gets that.
pub(crate) enum ErrorHandler<'c> {
    Request(&'static str, &'c Callback<RejectedRequest, HttpResponse>),
    Token(
        &'static str,
        &'c Callback<RejectedToken, HttpResponse>,
        &'c DecodedToken,
    ),
}

impl ErrorHandler<'_> {
    /// Calls the handler; the future gives its response. One with a status below 400 counts as a failure,
    /// unless it `may_succeed`.
    pub(crate) fn call(
        self,
        error: &JwtError,
        request: Option<&HttpRequest>,
        may_succeed: bool,
    ) -> LocalFuture<Result<HttpResponse, JwtError>> {
        let (name, response): (_, LocalFuture<Result<HttpResponse, BoxError>>) = match self {
            Self::Request(name, callback) => (name, callback(RejectedRequest::new(error, request))),
            Self::Token(name, callback, token) => {
                (name, callback(RejectedToken::new(token, error, request)))
            }
        };
        Box::pin(async move {
            match response.await {
                Ok(response) if may_succeed || is_error(response.status()) => Ok(response),
                Ok(response) => Err(failed(name, no_error(response.status()))),
                Err(error) => Err(failed(name, error)),
            }
        })
    }
}

/// Whether a status says that the request was rejected.
pub(crate) fn is_error(status: StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}

/// What is wrong with a response to a rejected request that does not say so.
pub(crate) fn no_error(status: StatusCode) -> BoxError {
    let status = status.as_u16();
    format!(
        "it rejects a request with the status {status}, which clients and caches take for a success; \
         respond with one of 400 or more"
    )
    .into()
}

impl Callbacks {
    /// The error handler for an error, if the app has set one: the table of the Python libraries.
    pub(crate) fn error_handler<'c>(&'c self, error: &'c JwtError) -> Option<ErrorHandler<'c>> {
        let request =
            |name, callback: &'c Option<_>| Some(ErrorHandler::Request(name, callback.as_ref()?));
        let token = |name, callback: &'c Option<_>, token| {
            Some(ErrorHandler::Token(name, callback.as_ref()?, token))
        };
        match error {
            JwtError::MissingToken { .. } | JwtError::CsrfFailed { .. } | JwtError::CrossOrigin => {
                request("unauthorized_loader", &self.unauthorized)
            }
            JwtError::InvalidHeader { .. }
            | JwtError::InvalidToken { .. }
            | JwtError::WrongTokenType { .. } => {
                request("invalid_token_loader", &self.invalid_token)
            }
            JwtError::ExpiredToken { token: refused } => {
                token("expired_token_loader", &self.expired_token, refused)
            }
            JwtError::FreshTokenRequired { token: refused }
            | JwtError::LoginTooOld { token: refused, .. } => {
                token("needs_fresh_token_loader", &self.needs_fresh_token, refused)
            }
            JwtError::MissingRole { token: refused }
            | JwtError::MissingScope { token: refused, .. }
            | JwtError::PermissionDenied { token: refused } => {
                token("forbidden_loader", &self.forbidden, refused)
            }
            JwtError::RevokedToken { token: refused, .. } => {
                token("revoked_token_loader", &self.revoked_token, refused)
            }
            JwtError::UserLookupFailed { token: refused } => {
                token("user_lookup_error_loader", &self.user_lookup_error, refused)
            }
            JwtError::ClaimsVerificationFailed { token: refused } => token(
                "token_verification_failed_loader",
                &self.token_verification_failed,
                refused,
            ),
            // Server errors stay opaque.
            _ => None,
        }
    }
}
