//! What nearly every token has for a header.

use crate::jose::{algorithm::Algorithm, segments::encode};

/// A header to which nothing is added.
///
/// A token that has it, byte by byte, needs no header parsed: there is nothing in it to find out.
/// And a new token that is to have it needs none written.
pub(crate) struct UsualHeader {
    pub(crate) json: &'static str,
    pub(crate) segment: String,
}

impl UsualHeader {
    /// The usual headers of an algorithm: as we and PyJWT write it, and as jsonwebtoken does.
    pub(crate) fn of(algorithm: Algorithm) -> [Self; 2] {
        algorithm.usual_headers().map(|json| Self {
            json,
            segment: encode(json.as_bytes()),
        })
    }

    /// The one that we write.
    pub(crate) fn ours(algorithm: Algorithm) -> Self {
        let [ours, _] = Self::of(algorithm);
        ours
    }
}
