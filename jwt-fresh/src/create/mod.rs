//! Token creation: from an identity to the signed text of a token.
//!
//! Imports from `request::context`, `manager`, `config`, `keys`, `error`, `token` and `jose`.

pub(crate) mod builder;
pub(crate) mod claims;
pub(crate) mod encode;
pub(crate) mod encode_now;
pub(crate) mod expiry;
pub(crate) mod ids;
pub(crate) mod login;
pub(crate) mod renewal;
pub(crate) mod session;
pub(crate) mod sign;
pub(crate) mod signing_key;
#[cfg(test)]
pub(crate) mod tests;
