//! Parser tokens without verifying them. Call it by this module's name, as a warning to readers.

use crate::{error::jwt_error::Result, jose::json::object::JsonObject};

pub use crate::token::unverified::UnverifiedToken;

/// Reads a token without verifying it.
///
/// # Errors
///
/// If the token is malformed.
pub fn decode_unverified(token: &str) -> Result<UnverifiedToken> {
    Ok(UnverifiedToken::read(token.as_bytes())?)
}

/// The JOSE header of a token that is not verified (Python's `get_unverified_jwt_headers`).
///
/// # Errors
///
/// If the token is malformed.
pub fn get_unverified_jwt_headers(token: &str) -> Result<JsonObject> {
    decode_unverified(token).map(|token| token.header)
}
