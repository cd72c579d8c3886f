//! The `auth_time` claim of a new token (OpenID Connect Core section 2).

use std::time::SystemTime;

use serde_json::{Map, Value};

use crate::{
    config::settings::checked::Settings,
    create::{
        builder::{BuilderType, TokenBuilder},
        expiry::Fresh,
    },
    manager::jwt_manager::JwtManager,
    request::context::current::Current,
    token::{
        auth_time::AuthTime,
        claim_names::AUTH_TIME,
        decoded::decoded_token::DecodedToken,
        numeric_date::{numeric_date, whole_seconds},
        token_type::TokenType,
    },
};

/// The inputs that determine the `auth_time` claim of a new token.
pub(crate) struct NewToken<'t> {
    pub(crate) manager: &'t JwtManager,
    pub(crate) kind: TokenType,
    pub(crate) identity: &'t Value,
    pub(crate) user_claims: Option<&'t Map<String, Value>>,
    pub(crate) fresh: Fresh,
    pub(crate) now: f64,
    /// The argument of [`TokenBuilder::auth_time`].
    pub(crate) given: Option<SystemTime>,
}

impl NewToken<'_> {
    /// The value of the claim, if the new token gets one.
    pub(crate) fn auth_time(&self) -> Option<Value> {
        if let Some(given) = self.given {
            return Some(whole_seconds(numeric_date(given)).into());
        }
        let settings = self.manager.settings();
        if !settings.encode.auth_time || self.is_in_user_claims(settings) {
            return None;
        }
        if self.fresh.is_at_all() {
            return Some(whole_seconds(self.now).into());
        }
        let request = Current::get();
        let inherited = request
            .as_ref()
            .and_then(|current| current.read(|context| self.inherited(&context.token, settings)));
        match inherited {
            // A refresh: the login is that of the request's token.
            Some(inherited) => inherited,
            // A login: a refresh token is issued in a request that is not authenticated.
            None if self.kind == TokenType::Refresh => Some(whole_seconds(self.now).into()),
            None => None,
        }
    }

    /// Whether the app's own claims are at the top level and contain `auth_time`.
    fn is_in_user_claims(&self, settings: &Settings) -> bool {
        settings.claims.user_claims.is_none()
            && self
                .user_claims
                .is_some_and(|claims| claims.contains_key(AUTH_TIME))
    }

    /// The `auth_time` of the request's token, if it was issued to the same identity by the same
    /// manager: the login of another user must not be inherited.
    fn inherited(&self, token: &DecodedToken, settings: &Settings) -> Option<Value> {
        if !token.was_verified_under(settings.id) || token.identity().to_value() != *self.identity {
            return None;
        }
        match AuthTime::from_token(token) {
            AuthTime::At(time) => Some(Value::Number(time)),
            AuthTime::Absent | AuthTime::Invalid => None,
        }
    }
}

impl<K: BuilderType> TokenBuilder<K> {
    /// Sets the time at which the user logged in, for a login that happened earlier, such as at an
    /// external identity provider. [`max_age`](crate::jwt_required) counts from this time.
    ///
    /// Defaults, if [`JwtConfig::encode_auth_time`](crate::JwtConfig::encode_auth_time) is set:
    ///
    /// - a [fresh](TokenBuilder::fresh) access token: the current time;
    /// - any other token created in an authenticated request, such as a refresh: the `auth_time` of
    ///   the request's token, if both are for the same identity;
    /// - a refresh token created in a request that is not authenticated, which is a login: the
    ///   current time;
    /// - an access token that is not fresh, created in such a request: no `auth_time`.
    pub fn auth_time(mut self, time: SystemTime) -> Self {
        self.auth_time = Some(time);
        self
    }
}
