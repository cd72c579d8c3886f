//! Revocation stores.

pub(crate) mod revoke;
