//! The contents of a token whose signature was verified.

pub(crate) mod checked_claims;
pub(crate) mod decoded_token;
pub(crate) mod lazy_claim;
pub(crate) mod lazy_identity;
pub(crate) mod span;
