//! Error handlers: the callbacks with which an app answers rejected requests itself.

use actix_web::HttpResponse;

use crate::{
    error::jwt_error::{BoxError, JwtError},
    manager::callbacks::callback_set::{Callback, Callbacks, LocalFuture, failed},
    token::decoded::decoded_token::DecodedToken,
};

/// The error handler that an app has set for an error, and its argument.
pub(crate) enum ErrorHandler<'c> {
    Message(&'static str, &'c Callback<String, HttpResponse>, &'c str),
    Token(
        &'static str,
        &'c Callback<DecodedToken, HttpResponse>,
        &'c DecodedToken,
    ),
}

impl ErrorHandler<'_> {
    /// Calls the handler; the future gives its response.
    pub(crate) fn call(self) -> LocalFuture<Result<HttpResponse, JwtError>> {
        let (name, response): (_, LocalFuture<Result<HttpResponse, BoxError>>) = match self {
            Self::Message(name, callback, message) => (name, callback(message.to_owned())),
            Self::Token(name, callback, token) => (name, callback(token.clone())),
        };
        Box::pin(async move { response.await.map_err(|error| failed(name, error)) })
    }
}

impl Callbacks {
    /// The error handler for an error, if the app has set one: the table of the Python libraries.
    pub(crate) fn error_handler<'c>(&'c self, error: &'c JwtError) -> Option<ErrorHandler<'c>> {
        let message = |name, callback: &'c Option<_>, message| {
            Some(ErrorHandler::Message(name, callback.as_ref()?, message))
        };
        let token = |name, callback: &'c Option<_>, token| {
            Some(ErrorHandler::Token(name, callback.as_ref()?, token))
        };
        match error {
            JwtError::MissingToken { message: text, .. }
            | JwtError::CsrfFailed { message: text, .. } => {
                message("unauthorized_loader", &self.unauthorized, text)
            }
            JwtError::CrossOrigin => message(
                "unauthorized_loader",
                &self.unauthorized,
                JwtError::CROSS_ORIGIN,
            ),
            JwtError::InvalidHeader { message: text, .. }
            | JwtError::InvalidToken { message: text, .. }
            | JwtError::WrongTokenType { message: text, .. } => {
                message("invalid_token_loader", &self.invalid_token, text)
            }
            JwtError::ExpiredToken { token: refused } => {
                token("expired_token_loader", &self.expired_token, refused)
            }
            JwtError::FreshTokenRequired { token: refused }
            | JwtError::LoginTooOld { token: refused, .. } => {
                token("needs_fresh_token_loader", &self.needs_fresh_token, refused)
            }
            JwtError::RevokedToken { token: refused } => {
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
