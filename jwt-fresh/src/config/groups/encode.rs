//! The options that new tokens are made with.

use crate::config::values::{audience::NewAudience, lifetime::Lifetime, per_type::PerTokenType};

/// The options that new tokens are made with.
#[derive(Clone)]
pub(crate) struct EncodeOptions {
    pub(crate) lifetimes: PerTokenType<Lifetime>,
    pub(crate) audience: NewAudience,
    pub(crate) issuer: Option<String>,
    pub(crate) nbf: bool,
    pub(crate) auth_time: bool,
    /// Whether this manager need not accept the tokens that it makes.
    pub(crate) signs_for_others: bool,
    /// Whether the claims that `additional_claims_loader` returns go into refresh tokens too.
    pub(crate) claims_in_refresh_token: bool,
}
