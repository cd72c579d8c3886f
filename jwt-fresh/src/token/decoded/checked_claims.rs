//! The claims that verification has checked, as typed values.

use crate::token::{
    decoded::{lazy_claim::LazyClaim, lazy_identity::LazyIdentity},
    freshness::Freshness,
    token_type::TokenType,
    validity::Validity,
};

/// The claims of one token that verification has checked.
pub(crate) struct CheckedClaims {
    pub(crate) token_type: TokenType,
    pub(crate) freshness: Freshness,
    pub(crate) validity: Validity,
    pub(crate) identity: LazyIdentity,
    pub(crate) issuer: LazyClaim,
    pub(crate) jti: LazyClaim,
    pub(crate) csrf: LazyClaim,
}
