//! The contents of a token whose signature was not verified.

use std::fmt;

use crate::jose::{
    header::JoseHeader,
    json::{exact::shown, object::JsonObject},
    malformed::Malformed,
    segments::{SegmentName, Segments, decode},
};

/// The contents of a token whose signature was not verified: anyone may have written them.
///
/// Use them only to choose the key that verifies the token.
#[derive(Clone)]
pub struct UnverifiedToken {
    pub(crate) header: JsonObject,
    claims: JsonObject,
}

impl UnverifiedToken {
    /// The unverified JOSE header.
    #[must_use]
    pub fn header(&self) -> &JsonObject {
        &self.header
    }

    /// The unverified claims.
    #[must_use]
    pub fn claims(&self) -> &JsonObject {
        &self.claims
    }

    pub(crate) fn read(token: &[u8]) -> Result<Self, Malformed> {
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
    /// Prints nothing of the token: its claims may be personal, and its CSRF value a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnverifiedToken").finish_non_exhaustive()
    }
}

pub(crate) fn object(json: &[u8], message: &'static str) -> Result<JsonObject, Malformed> {
    let text = std::str::from_utf8(json).ok();
    match text.and_then(shown::object) {
        Some((shown, exact)) => Ok(JsonObject::with_exact(shown, exact)),
        None => Err(Malformed::new(message)),
    }
}
