//! Error handlers: the callbacks with which an app answers rejected requests itself.

use actix_web::HttpResponse;

use crate::{
    error::jwt_error::{BoxError, JwtError},
    manager::callbacks::callback_set::{Callback, Callbacks, LocalFuture, failed},
    token::decoded::decoded_token::DecodedToken,
};

/// The error handler that belongs to an error, if it is set, and its argument.
enum ErrorHandler<'c> {
    Message(&'c Option<Callback<String, HttpResponse>>, &'c str),
    Token(
        &'c Option<Callback<DecodedToken, HttpResponse>>,
        &'c DecodedToken,
    ),
    None,
}

impl Callbacks {
    /// Calls the error handler for an error, if there is one; the future gives its response.
    pub(crate) fn handle_error(
        &self,
        error: &JwtError,
    ) -> Option<LocalFuture<Result<HttpResponse, JwtError>>> {
        let (name, handler) = self.error_handler(error);
        let response: LocalFuture<Result<HttpResponse, BoxError>> = match handler {
            ErrorHandler::Message(callback, message) => callback.as_ref()?(message.to_owned()),
            ErrorHandler::Token(callback, token) => callback.as_ref()?(token.clone()),
            ErrorHandler::None => return None,
        };
        Some(Box::pin(async move {
            response.await.map_err(|error| failed(name, error))
        }))
    }

    /// The table from errors to error handlers, as in the Python libraries.
    fn error_handler<'c>(&'c self, error: &'c JwtError) -> (&'static str, ErrorHandler<'c>) {
        use ErrorHandler::{Message, None, Token};
        match error {
            JwtError::MissingToken(message) | JwtError::CsrfFailed(message) => {
                ("unauthorized_loader", Message(&self.unauthorized, message))
            }
            JwtError::InvalidHeader(message)
            | JwtError::InvalidToken(message)
            | JwtError::WrongTokenType(message) => (
                "invalid_token_loader",
                Message(&self.invalid_token, message),
            ),
            JwtError::ExpiredToken(token) => {
                ("expired_token_loader", Token(&self.expired_token, token))
            }
            JwtError::FreshTokenRequired(token) | JwtError::LoginTooOld { token, .. } => (
                "needs_fresh_token_loader",
                Token(&self.needs_fresh_token, token),
            ),
            JwtError::RevokedToken(token) => {
                ("revoked_token_loader", Token(&self.revoked_token, token))
            }
            JwtError::UserLookupFailed(token) => (
                "user_lookup_error_loader",
                Token(&self.user_lookup_error, token),
            ),
            JwtError::ClaimsVerificationFailed(token) => (
                "token_verification_failed_loader",
                Token(&self.token_verification_failed, token),
            ),
            // Server errors stay opaque.
            _ => ("", None),
        }
    }
}
