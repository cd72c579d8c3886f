//! Functions that parse tokens **without verifying them**. Write the module's name at the call, as
//! in `dangerous::decode_unverified(..)`, as a warning to readers.

use crate::{
    error::jwt_error::Result, jose::json::object::JsonObject, request::context::current::Current,
};

pub use crate::token::unverified::UnverifiedToken;

/// Parses a token without verifying it.
///
/// # Errors
///
/// [`JwtError::InvalidToken`](crate::JwtError::InvalidToken) if the token is malformed.
pub fn decode_unverified(token: &str) -> Result<UnverifiedToken> {
    // The claims tell who the token is for, so that an app can refresh by hand with them.
    Current::record_decoded(token);
    Ok(UnverifiedToken::read(token.as_bytes())?)
}

/// Returns the JOSE header of a token without verifying it (Python's `get_unverified_jwt_headers`).
///
/// # Errors
///
/// [`JwtError::InvalidToken`](crate::JwtError::InvalidToken) if the token is malformed.
pub fn get_unverified_jwt_headers(token: &str) -> Result<JsonObject> {
    Ok(UnverifiedToken::read(token.as_bytes())?.header)
}
