//! The `auth_time` claim: when the user last proved who they are, in seconds since 1970 (OpenID
//! Connect Core section 2, RFC 9470 section 6.2).
//!
//! A login stamps it, a refresh carries it on, and `max_age` reads it.

use std::time::SystemTime;

use serde_json::{Map, Number, Value};

use crate::{
    config::{clock::numeric_date, settings::checked::Settings},
    manager::jwt_manager::JwtManager,
    request::context::current::Current,
    token::decoded::decoded_token::DecodedToken,
};
use crate::{
    create::{
        builder::{TokenBuilder, TokenKind},
        expiry::{Fresh, whole_seconds},
    },
    token::token_type::TokenType,
};

/// The name of the claim.
pub(crate) const AUTH_TIME: &str = "auth_time";

/// What a token says about when its user logged in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum AuthTime {
    /// Nothing.
    Absent,
    /// Then.
    At(Number),
    /// Something that is no time.
    Invalid,
}

impl AuthTime {
    pub(crate) fn of(token: &DecodedToken) -> Self {
        Self::from_claim(token.claims().get(AUTH_TIME))
    }

    fn from_claim(claim: Option<&Value>) -> Self {
        match claim {
            None => Self::Absent,
            Some(Value::Number(number)) if seconds(number).is_some() => Self::At(number.clone()),
            Some(_) => Self::Invalid,
        }
    }

    /// Whether the login was at most `max_age` seconds ago; `None` if the token doesn't say when.
    ///
    /// Whole seconds are counted, as that is what the claim holds. A login in the future, by more
    /// than the leeway, is none.
    pub(crate) fn is_within(&self, max_age: u64, now: f64, leeway: f64) -> Option<bool> {
        match self {
            Self::Absent => None,
            Self::Invalid => Some(false),
            Self::At(time) => {
                Some(seconds(time).is_some_and(|time| {
                    now.floor() - time <= max_age as f64 && time <= now + leeway
                }))
            }
        }
    }

    /// The time in whole seconds.
    pub(crate) fn whole_seconds(&self) -> Option<i64> {
        match self {
            Self::At(time) => seconds(time).map(whole_seconds),
            Self::Absent | Self::Invalid => None,
        }
    }
}

fn seconds(number: &Number) -> Option<f64> {
    number.as_f64().filter(|time| time.is_finite())
}

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
        if !settings.encode_auth_time || self.is_claimed(settings) {
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
        settings.user_claims.is_none()
            && self
                .user_claims
                .is_some_and(|claims| claims.contains_key(AUTH_TIME))
    }

    /// The `auth_time` of the request's token: for the same user of the same manager only. What
    /// somebody else proved proves nothing.
    fn carried(&self, token: &DecodedToken, settings: &Settings) -> Option<Value> {
        if !token.is_of(settings) || token.identity().to_value() != *self.identity {
            return None;
        }
        match AuthTime::of(token) {
            AuthTime::At(time) => Some(Value::Number(time)),
            AuthTime::Absent | AuthTime::Invalid => None,
        }
    }
}

impl<K: TokenKind> TokenBuilder<K> {
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn at(claim: Value) -> AuthTime {
        AuthTime::from_claim(Some(&claim))
    }

    #[test]
    fn the_last_second_counts() {
        let login = at(json!(1000));
        assert_eq!(login.is_within(300, 1300.0, 0.0), Some(true));
        assert_eq!(login.is_within(300, 1300.999, 0.0), Some(true));
        assert_eq!(login.is_within(300, 1301.0, 0.0), Some(false));
        assert_eq!(login.is_within(0, 1000.9, 0.0), Some(true));
        assert_eq!(login.is_within(u64::MAX, 1e18, 0.0), Some(true));
    }

    #[test]
    fn the_future_is_as_near_as_the_leeway() {
        let login = at(json!(1010));
        assert_eq!(login.is_within(300, 1000.0, 0.0), Some(false));
        assert_eq!(login.is_within(300, 1000.0, 10.0), Some(true));
        // The leeway does not make the window longer.
        assert_eq!(login.is_within(300, 1311.0, 10.0), Some(false));
    }

    #[test]
    fn anything_but_a_number_is_no_time() {
        assert_eq!(AuthTime::from_claim(None), AuthTime::Absent);
        for claim in [
            json!(null),
            json!("1000"),
            json!(true),
            json!([1000]),
            json!({}),
        ] {
            assert_eq!(at(claim.clone()), AuthTime::Invalid, "{claim}");
            assert_eq!(at(claim).is_within(300, 1000.0, 0.0), Some(false));
        }
        assert_eq!(AuthTime::Absent.is_within(300, 1000.0, 0.0), None);
        assert_eq!(at(json!(1000.5)).whole_seconds(), Some(1000));
    }
}
