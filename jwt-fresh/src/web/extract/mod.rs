//! Extractors for handler arguments: identity, claims, current user, and proof of the token's type.

pub(crate) mod access;
pub(crate) mod claims;
