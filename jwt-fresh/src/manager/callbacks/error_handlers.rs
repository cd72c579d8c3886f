//! The callbacks that answer refused requests in our place.

use actix_web::HttpResponse;

use crate::{
    error::jwt_error::{BoxError, JwtError},
    manager::callbacks::callback_set::{Callback, Callbacks, LocalFuture, failed},
    token::decoded::decoded_token::DecodedToken,
};

/// The callback that goes with an error, and what it is called with.
enum Guarantees<'c> {
    Message(&'c Option<Callback<String, HttpResponse>>, &'c str),
    Token(
        &'c Option<Callback<DecodedToken, HttpResponse>>,
        &'c DecodedToken,
    ),
    Nobody,
}

impl Callbacks {
    /// Whether the app answers that error itself.
    pub(crate) fn answers(&self, error: &JwtError) -> bool {
        match self.asked(error).1 {
            Guarantees::Message(callback, _) => callback.is_some(),
            Guarantees::Token(callback, _) => callback.is_some(),
            Guarantees::Nobody => false,
        }
    }

    /// The app's own answer to an error, if it has set one for it.
    pub(crate) fn answer_to(
        &self,
        error: &JwtError,
    ) -> Option<LocalFuture<Result<HttpResponse, JwtError>>> {
        let (name, asked) = self.asked(error);
        let answer: LocalFuture<Result<HttpResponse, BoxError>> = match asked {
            Guarantees::Message(callback, message) => callback.as_ref()?(message.to_owned()),
            Guarantees::Token(callback, token) => callback.as_ref()?(token.clone()),
            Guarantees::Nobody => return None,
        };
        Some(Box::pin(async move {
            answer.await.map_err(|error| failed(name, error))
        }))
    }

    /// Which callback goes with which error: the table of Python's error handlers.
    fn asked<'c>(&'c self, error: &'c JwtError) -> (&'static str, Guarantees<'c>) {
        use Guarantees::{Message, Nobody, Token};
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
            // Trouble of our own is not for the app to answer: it stays opaque.
            _ => ("", Nobody),
        }
    }
}
