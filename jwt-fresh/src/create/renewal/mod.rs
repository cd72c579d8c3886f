//! The renewal of a token whose cookie is about to expire.

pub(crate) mod renew;
pub(crate) mod renewed_claims;
