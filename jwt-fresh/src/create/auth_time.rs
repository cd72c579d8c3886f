//! Which `auth_time` a new token carries.

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

/// What decides which `auth_time` a new token carries.
pub(crate) struct NewToken<'t> {
    pub(crate) manager: &'t JwtManager,
    pub(crate) kind: TokenType,
    pub(crate) identity: &'t Value,
    pub(crate) user_claims: Option<&'t Map<String, Value>>,
    pub(crate) fresh: Fresh,
    pub(crate) now: f64,
    /// What [`TokenBuilder::auth_time`] said.
    pub(crate) given: Option<SystemTime>,
}

impl NewToken<'_> {
    /// The claim of the new token, if it gets one.
    pub(crate) fn auth_time(&self) -> Option<Value> {
        if let Some(given) = self.given {
            return Some(whole_seconds(numeric_date(given)).into());
        }
        let settings = self.manager.settings();
        if !settings.encode.auth_time || self.is_claimed(settings) {
            return None;
        }
        if self.fresh.is_at_all() {
            return Some(whole_seconds(self.now).into());
        }
        let request = Current::get();
        let carried = request
            .as_ref()
            .and_then(|current| current.read(|context| self.carried(&context.token, settings)));
        match carried {
            // A refresh: the new token is as old as the one that asks for it.
            Some(carried) => carried,
            // A login gives out a refresh token, and nobody is authenticated yet.
            None if self.kind == TokenType::Refresh => Some(whole_seconds(self.now).into()),
            None => None,
        }
    }

    /// Whether the app's own claims stand beside ours and hold an `auth_time`.
    fn is_claimed(&self, settings: &Settings) -> bool {
        settings.claims.user_claims.is_none()
            && self
                .user_claims
                .is_some_and(|claims| claims.contains_key(AUTH_TIME))
    }

    /// The `auth_time` of the request's token: for the same user of the same manager only. What
    /// somebody else proved proves nothing.
    fn carried(&self, token: &DecodedToken, settings: &Settings) -> Option<Value> {
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
    /// When the user proved who they are, where that was not now: at another site, for instance,
    /// that sent them here. [`max_age`](crate::jwt_required) counts from then.
    ///
    /// Without it, and where
    /// [`JwtConfig::encode_auth_time`](crate::JwtConfig::encode_auth_time) is on:
    ///
    /// - an access token that is [fresh](TokenBuilder::fresh) says now;
    /// - any other made in an authenticated request, such as a refresh, says what the request's
    ///   own token says, if both are for the same user;
    /// - a refresh token made while nobody is authenticated says now, for that is a login;
    /// - an access token that is made so and is not fresh says nothing.
    pub fn auth_time(mut self, time: SystemTime) -> Self {
        self.auth_time = Some(time);
        self
    }
}
