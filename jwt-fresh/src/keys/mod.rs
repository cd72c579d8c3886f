//! Signing and verifying keys, each bound to one algorithm: parsing, strength, prepared keys.
//!
//! Imports from `error` and `jose`.

pub(crate) mod backend;
pub(crate) mod encoding;
pub(crate) mod outside_signer;
pub(crate) mod prepared;
pub(crate) mod secret_bytes;
pub(crate) mod signing_key;
pub(crate) mod strength;
pub(crate) mod verifying_key;
