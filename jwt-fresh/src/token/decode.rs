//! Reading a token by hand, outside the pipeline of a request.

use crate::{DecodedToken, Result, context::Current};

/// Verifies a token and gives its contents.
///
/// It is not looked up in a blocklist and its type is not judged, as in Python
/// (`decode_token`). Works in any handler of an app that wraps a manager; elsewhere, use
/// [`JwtManager::decode_token`](crate::JwtManager::decode_token).
///
/// # Errors
///
/// The reason why the token is refused; [`JwtError::MissingManager`](crate::JwtError::MissingManager) outside a request.
pub fn decode_token(token: &str) -> Result<DecodedToken> {
    Current::require()?
        .verify(token.as_bytes())
        .map(|token| token.into_decoded())
}

/// Verifies a token and gives its id, null if it has none (Python's `get_jti`).
///
/// # Errors
///
/// As [`decode_token`].
pub fn get_jti(token: &str) -> Result<Option<String>> {
    decode_token(token).map(|token| token.jti().map(str::to_owned))
}
