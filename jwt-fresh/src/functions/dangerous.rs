//! Reading tokens that nobody has verified. Import it by this name, so that readers are warned.

use std::fmt;

use serde_json::Value;

use crate::{
    error::jwt_error::{JwtError, Result},
    jose::{
        header::JoseHeader,
        json::object::JsonObject,
        segments::{SegmentName, Segments, decode},
    },
};

/// A token's contents as somebody wrote them: perhaps we, perhaps not.
///
/// Good for choosing the key that verifies it, and for nothing else.
#[derive(Clone)]
pub struct UnverifiedToken {
    header: JsonObject,
    claims: JsonObject,
}

impl UnverifiedToken {
    /// The JOSE header as the token tells it.
    #[must_use]
    pub fn header(&self) -> &JsonObject {
        &self.header
    }

    /// The claims as the token tells them.
    #[must_use]
    pub fn claims(&self) -> &JsonObject {
        &self.claims
    }

    pub(crate) fn read(token: &[u8]) -> Result<Self> {
        let segments = Segments::split(token)?;
        let header = decode(segments.header, SegmentName::Header)?;
        JoseHeader::read(&header)?.check_members()?;
        let payload = decode(segments.payload, SegmentName::Payload)?;
        Ok(Self {
            header: object(&header, "Invalid header string: must be a json object")?,
            claims: object(&payload, "Invalid payload string: must be a json object")?,
        })
    }
}

impl fmt::Debug for UnverifiedToken {
    /// If it is one of ours its claims may be personal, and its CSRF value a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnverifiedToken").finish_non_exhaustive()
    }
}

fn object(json: &[u8], message: &'static str) -> Result<JsonObject> {
    match serde_json::from_slice(json) {
        Ok(Value::Object(object)) => Ok(object.into()),
        _ => Err(JwtError::invalid_token(message)),
    }
}

/// Reads a token without verifying it.
///
/// # Errors
///
/// If the token is malformed.
pub fn decode_unverified(token: &str) -> Result<UnverifiedToken> {
    UnverifiedToken::read(token.as_bytes())
}

/// The JOSE header of a token that is not verified (Python's `get_unverified_jwt_headers`).
///
/// # Errors
///
/// If the token is malformed.
pub fn get_unverified_jwt_headers(token: &str) -> Result<JsonObject> {
    decode_unverified(token).map(|token| token.header)
}
