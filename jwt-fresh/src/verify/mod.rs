//! Verification: from bytes, settings, keys and the time to a verified token or an error.
//!
//! Pure: no request, no callback, no clock. Imports from `config`, `keys`, `error`, `token` and
//! `jose`.

pub(crate) mod cache;
pub(crate) mod claim_set;
pub(crate) mod csrf;
pub(crate) mod extension_claims;
pub(crate) mod header;
pub(crate) mod jws;
pub(crate) mod registered_claims;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod time_claims;
pub(crate) mod token;
