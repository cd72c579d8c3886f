//! The `auth_time` claim: when the user last logged in, in seconds since 1970 (OpenID Connect Core
//! section 2, RFC 9470 section 6.2).
//!
//! A login sets it, a refresh copies it, and `max_age` reads it.

use serde_json::{Number, Value};

use crate::token::{
    claim_names::AUTH_TIME, decoded::decoded_token::DecodedToken, numeric_date::whole_seconds,
};

/// When the user of a token logged in, as far as the token says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum AuthTime {
    /// There is no such claim.
    Absent,
    /// At this time.
    At(Number),
    /// The claim is not a time.
    Invalid,
}

impl AuthTime {
    pub(crate) fn from_token(token: &DecodedToken) -> Self {
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
    pub(crate) fn is_within(&self, max_age: u64, now: f64, leeway: f64) -> Option<bool> {
        match self {
            Self::Absent => None,
            Self::Invalid => Some(false),
            Self::At(time) => {
                Some(seconds(time).is_some_and(|time| is_recent(time, max_age, now, leeway)))
            }
        }
    }

    /// The time in whole seconds.
    pub(crate) fn whole_seconds(&self) -> Option<i64> {
        self.seconds().map(whole_seconds)
    }

    /// The time in seconds.
    pub(crate) fn seconds(&self) -> Option<f64> {
        match self {
            Self::At(time) => seconds(time),
            Self::Absent | Self::Invalid => None,
        }
    }
}

/// Whether a time is at most `max_age` seconds ago.
///
/// The age is counted in whole seconds, as the claims are. A time that is in the future by more than
/// the leeway does not count.
pub(crate) fn is_recent(time: f64, max_age: u64, now: f64, leeway: f64) -> bool {
    now.floor() - time <= max_age as f64 && time <= now + leeway
}

fn seconds(number: &Number) -> Option<f64> {
    number.as_f64().filter(|time| time.is_finite())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn at(claim: Value) -> AuthTime {
        AuthTime::from_claim(Some(&claim))
    }

    #[test]
    fn the_last_second_is_within() {
        let login = at(json!(1000));
        assert_eq!(login.is_within(300, 1300.0, 0.0), Some(true));
        assert_eq!(login.is_within(300, 1300.999, 0.0), Some(true));
        assert_eq!(login.is_within(300, 1301.0, 0.0), Some(false));
        assert_eq!(login.is_within(0, 1000.9, 0.0), Some(true));
        assert_eq!(login.is_within(u64::MAX, 1e18, 0.0), Some(true));
    }

    #[test]
    fn a_login_may_be_in_the_future_by_the_leeway() {
        let login = at(json!(1010));
        assert_eq!(login.is_within(300, 1000.0, 0.0), Some(false));
        assert_eq!(login.is_within(300, 1000.0, 10.0), Some(true));
        // The leeway does not extend the window.
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
