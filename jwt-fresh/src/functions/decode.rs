//! Decoding a token by hand: `decode_token` and the functions around it.

use crate::{
    error::jwt_error::{JwtError, Result},
    manager::jwt_manager::JwtManager,
    request::{context::current::Current, decoder::TokenDecoder},
    token::decoded::decoded_token::DecodedToken,
};

/// Verifies a token and gives its contents.
///
/// It is not looked up in a blocklist and its type is not judged, as in Python
/// (`decode_token`). Works in any handler of an app that wraps a manager; elsewhere, use
/// [`JwtManager::decode_token`](crate::JwtManager::decode_token). For an expected CSRF value, or
/// to read an expired token, use [`token_decoder`].
///
/// # Errors
///
/// The reason why the token is refused; [`JwtError::MissingManager`] outside a request.
pub fn decode_token(token: &str) -> Result<DecodedToken> {
    token_decoder().decode(token)
}

/// Verifies a token and gives its id, `None` if it has none (Python's `get_jti`).
///
/// # Errors
///
/// As [`decode_token`].
pub fn get_jti(token: &str) -> Result<Option<String>> {
    decode_token(token).map(|token| token.jti().map(str::to_owned))
}

/// Verifies a token and gives its CSRF double submit value (Python's `get_csrf_token`).
///
/// # Errors
///
/// As [`decode_token`]; also if the token holds no such value.
pub fn get_csrf_token(token: &str) -> Result<String> {
    match decode_token(token)?.csrf() {
        Some(csrf) => Ok(csrf.to_owned()),
        None => Err(JwtError::missing_claim("csrf")),
    }
}

/// Starts to read tokens by hand: `decode_token` with its arguments.
pub fn token_decoder() -> TokenDecoder {
    TokenDecoder::new(Current::get())
}

impl JwtManager {
    /// Verifies a token and gives its contents; for code outside a request.
    ///
    /// # Errors
    ///
    /// The reason why the token is refused.
    pub fn decode_token(&self, token: &str) -> Result<DecodedToken> {
        self.token_decoder().decode(token)
    }

    /// Reads tokens by hand; for code outside a request, where
    /// [`token_decoder`](crate::token_decoder) finds no manager.
    pub fn token_decoder(&self) -> TokenDecoder {
        TokenDecoder::new(Some(Current::off_worker(self.clone())))
    }
}
