//! Verification: from bytes, settings, keys and a time to a verified token, or the reason why not.
//!
//! Pure: no request, no callback, no clock. Imports from `config`, `keys`, `error`, `token` and
//! `jose`.

pub(crate) mod cache;
pub(crate) mod claim_set;
pub(crate) mod csrf;
pub(crate) mod header;
pub(crate) mod registered_claims;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod time_claims;
pub(crate) mod token;
