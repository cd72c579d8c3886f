//! The callbacks that respond to rejected requests: which one handles which error.

use actix_web::HttpResponse;

use crate::{
    error::jwt_error::{BoxError, JwtError},
    manager::callbacks::callback_set::{Callback, Callbacks, LocalFuture, failed},
    token::decoded::decoded_token::DecodedToken,
};

/// The callback that handles an error, and its argument.
enum ErrorHandler<'c> {
    Message(&'c Option<Callback<String, HttpResponse>>, &'c str),
    Token(
        &'c Option<Callback<DecodedToken, HttpResponse>>,
        &'c DecodedToken,
    ),
    None,
}

impl Callbacks {
    /// Whether a callback handles this error.
    pub(crate) fn answers(&self, error: &JwtError) -> bool {
        match self.handler_for(error).1 {
            ErrorHandler::Message(callback, _) => callback.is_some(),
            ErrorHandler::Token(callback, _) => callback.is_some(),
            ErrorHandler::None => false,
        }
    }

    /// The response of the callback that handles this error, if one is set.
    pub(crate) fn answer_to(
        &self,
        error: &JwtError,
    ) -> Option<LocalFuture<Result<HttpResponse, JwtError>>> {
        let (name, handler) = self.handler_for(error);
        let response: LocalFuture<Result<HttpResponse, BoxError>> = match handler {
            ErrorHandler::Message(callback, message) => callback.as_ref()?(message.to_owned()),
            ErrorHandler::Token(callback, token) => callback.as_ref()?(token.clone()),
            ErrorHandler::None => return None,
        };
        Some(Box::pin(async move {
            response.await.map_err(|error| failed(name, &error))
        }))
    }

    /// The name and the callback for an error: the table of Python's error handlers.
    fn handler_for<'c>(&'c self, error: &'c JwtError) -> (&'static str, ErrorHandler<'c>) {
        use ErrorHandler::{Message, Token};
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
            // Internal errors have no callback: the response stays opaque.
            _ => ("", ErrorHandler::None),
        }
    }
}
