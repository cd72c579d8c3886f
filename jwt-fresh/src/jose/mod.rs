//! The bytes of a JWS: base64url segments, JSON, the JOSE header, the algorithm names.
//!
//! Contains no key, option or claim name. Imports nothing from the crate.

pub(crate) mod algorithm;
pub(crate) mod header;
pub(crate) mod json;
pub(crate) mod known_header;
pub(crate) mod malformed;
pub(crate) mod segments;
