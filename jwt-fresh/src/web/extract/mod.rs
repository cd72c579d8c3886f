//! Extractors for handler arguments: identity, claims, current user, proof of the token's type, rotated tokens.

pub(crate) mod access;
pub(crate) mod claims;
pub(crate) mod rotated;
