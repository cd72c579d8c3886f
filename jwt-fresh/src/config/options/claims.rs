//! The options of [`JwtConfig`] about the claims that handlers can require: login time, roles, scopes.

use std::borrow::Cow;

use crate::config::jwt_config::JwtConfig;

impl JwtConfig {
    /// Whether new tokens contain `auth_time`, the time of the login, which the argument `max_age`
    /// of [`jwt_required`](crate::jwt_required) counts from. Defaults to `true`; to `false` for
    /// [`quart`](Self::quart) and [`flask`](Self::flask), whose tokens have no such claim.
    ///
    /// A login sets it, first in the fresh access token and then in the refresh token, and a refresh
    /// copies it: see
    /// [`TokenBuilder::auth_time`](crate::TokenBuilder::auth_time). A token without it has to
    /// be fresh to pass `max_age`, and its `iat` counts as the time of the login.
    pub fn encode_auth_time(mut self, encode: bool) -> Self {
        self.encode.auth_time = encode;
        self
    }

    /// The claim that contains the roles: an array of strings, or one string. Defaults to `roles`.
    ///
    /// If the app's own claims are [nested](Self::user_claims), the claim is searched there first.
    pub fn roles_claim(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.claims.roles = name.into();
        self
    }

    /// The claim that contains the scopes: an array of strings, or one string separated by spaces.
    /// Defaults to `scope` (RFC 9068 section 2.2.3), and to `scopes` where that is absent.
    ///
    /// If the app's own claims are [nested](Self::user_claims), the claim is searched there first.
    pub fn scopes_claim(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.claims.scopes = Some(name.into());
        self
    }
}
