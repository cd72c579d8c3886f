//! What nearly every token has for a header.

use crate::jose::{algorithm::Algorithm, segments::encode};

/// A header to which nothing is added.
///
/// A token that has it, byte by byte, needs no header parsed: there is nothing in it to find out.
/// And a new token that is to have it needs none written.
pub(crate) struct KnownHeader {
    pub(crate) json: &'static str,
    pub(crate) segment: String,
}

impl KnownHeader {
    /// The usual headers of an algorithm: as we and PyJWT write it, and as jsonwebtoken does.
    pub(crate) fn all(algorithm: Algorithm) -> [Self; 2] {
        algorithm.known_headers().map(|json| Self {
            json,
            segment: encode(json.as_bytes()),
        })
    }

    /// The one that we write.
    pub(crate) fn canonical(algorithm: Algorithm) -> Self {
        let [canonical, _] = Self::all(algorithm);
        canonical
    }
}
