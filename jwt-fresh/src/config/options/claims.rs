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

    /// The claims of [`TokenBuilder::claims`](crate::TokenBuilder::claims) that a renewal of the cookie
    /// carries over as they are. Defaults to none.
    ///
    /// A renewal asks the app for its claims again, so that a role that was taken away ends: see
    /// [`implicit_refresh`](Self::implicit_refresh). What was given by hand at the login no callback
    /// knows. Name here what stays true for as long as the user is logged in, such as the tenant that
    /// the user has chosen. With [`new`](Self::new), a token with a claim that was given by hand and
    /// is neither named here nor returned by the callback is not renewed.
    ///
    /// The name of a registered claim is an error.
    pub fn carry_claims<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.claims.carried = names.into_iter().map(Into::into).collect();
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
