//! The headers that nearly every token has, encoded once.

use crate::jose::{algorithm::Algorithm, segments::encode};

/// A header with nothing but `alg` and `typ`.
///
/// A token with exactly this header segment needs no header parsed, and a new token with this
/// header needs none written.
pub(crate) struct KnownHeader {
    pub(crate) json: &'static str,
    pub(crate) segment: String,
}

impl KnownHeader {
    /// The known headers of an algorithm: as this crate and PyJWT write it, and as jsonwebtoken
    /// does.
    pub(crate) fn all(algorithm: Algorithm) -> [Self; 2] {
        algorithm.known_headers().map(|json| Self {
            json,
            segment: encode(json.as_bytes()),
        })
    }

    /// The header that this crate writes.
    pub(crate) fn canonical(algorithm: Algorithm) -> Self {
        let [canonical, _] = Self::all(algorithm);
        canonical
    }
}
