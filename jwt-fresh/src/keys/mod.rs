//! Signing and verifying keys, each bound to one algorithm: parsing, strength, prepared keys.
//!
//! Imports from `error` and `jose`.

pub(crate) mod pem;
pub(crate) mod rsa;
pub(crate) mod signing;
pub(crate) mod strength;
pub(crate) mod verifying;
