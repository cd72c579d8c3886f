//! Extractors: identity, claims, user and proofs as arguments of a handler.

pub(crate) mod access;
pub(crate) mod claims;
