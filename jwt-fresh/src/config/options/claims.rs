//! The options of [`JwtConfig`] about the claims that single handlers ask for: when the user logged
//! in, their roles and scopes. And which names an option can give to a claim.

use std::borrow::Cow;

use crate::verify::claim_set::RESERVED_CLAIMS;
use crate::{config::jwt_config::JwtConfig, error::config_error::ConfigError};

impl JwtConfig {
    /// Whether new tokens say in `auth_time` when the user logged in, which is what the argument
    /// `max_age` of [`jwt_required`](crate::jwt_required) counts from. Defaults to `true`; to
    /// `false` for [`quart`](Self::quart) and [`flask`](Self::flask), whose tokens have no such
    /// claim.
    ///
    /// A login stamps it and a refresh carries it on: see
    /// [`TokenBuilder::auth_time`](crate::TokenBuilder::auth_time). Where a token has none, its
    /// `fresh` claim alone says whether it passes `max_age`.
    pub fn encode_auth_time(mut self, encode: bool) -> Self {
        self.encode_auth_time = encode;
        self
    }

    /// The claim that holds the bearer's roles: an array of strings, or one string. Defaults to
    /// `roles`.
    ///
    /// Where the app's own claims are [nested](Self::user_claims), it is looked for there first.
    pub fn roles_claim(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.roles_claim = name.into();
        self
    }

    /// The claim that holds the token's scopes: strings in an array, or in one string with spaces
    /// between. Defaults to `scope` (RFC 9068 section 2.2.3), and to `scopes` where that is absent.
    ///
    /// Where the app's own claims are [nested](Self::user_claims), it is looked for there first.
    pub fn scopes_claim(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.scopes_claim = Some(name.into());
        self
    }
}

/// Whether a claim of that name can hold the identity or the app's claims.
pub(crate) fn is_claim_name(name: &str) -> bool {
    !name.is_empty() && !RESERVED_CLAIMS.contains(&name)
}

/// Refuses names under which a claim would take the place of another one.
pub(crate) fn check_claim_names(config: &JwtConfig) -> Result<(), ConfigError> {
    if !is_claim_name(&config.identity_claim) {
        return Err(ConfigError::ReservedClaim {
            option: "identity_claim",
        });
    }
    let roles_claim = Some(&config.roles_claim);
    for (name, option) in [
        (roles_claim, "roles_claim"),
        (config.scopes_claim.as_ref(), "scopes_claim"),
    ] {
        if name.is_some_and(|name| !is_claim_name(name)) {
            return Err(ConfigError::ReservedClaim { option });
        }
    }
    if config
        .user_claims
        .as_deref()
        .is_some_and(|name| !is_claim_name(name) || name == "sub" || name == config.identity_claim)
    {
        return Err(ConfigError::ReservedClaim {
            option: "user_claims",
        });
    }
    Ok(())
}
