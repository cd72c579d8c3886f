//! The options of [`JwtConfig`] about the claims that single handlers ask for: when the user logged
//! in, their roles and scopes. And which names an option can give to a claim.

use std::borrow::Cow;

use crate::config::jwt_config::JwtConfig;

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
