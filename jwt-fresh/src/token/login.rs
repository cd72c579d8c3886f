//! What the tokens of one login share: the claims that a login sets and that a refresh copies.

use std::borrow::Cow;

use crate::{
    jose::json::object_writer::Member,
    token::{auth_time::AuthTime, claim_names::AUTH_TIME, decoded::decoded_token::DecodedToken},
};

/// What the tokens of one login share.
///
/// A login sets it; a refresh and a renewal copy all of it. Another claim of this kind is a field
/// here, a line in [`of_token`](Self::of_token) and one in [`claims`](Self::claims).
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Login {
    /// `auth_time`: when the user logged in.
    auth_time: Option<LoginTime>,
}

#[derive(Clone, Debug, PartialEq)]
enum LoginTime {
    /// In whole seconds since 1970.
    Seconds(i64),
    /// As the JSON text that is in the token.
    Copied(Box<str>),
}

impl Login {
    /// A login at that time, in whole seconds since 1970.
    pub(crate) fn at(seconds: i64) -> Self {
        Self {
            auth_time: Some(LoginTime::Seconds(seconds)),
        }
    }

    /// The login of a verified token. A claim that is malformed is left out.
    pub(crate) fn of_token(token: &DecodedToken) -> Self {
        Self {
            auth_time: match AuthTime::from_token(token) {
                AuthTime::At(time) => {
                    let exact = token.claims().exact_text(AUTH_TIME);
                    let text = exact.map_or_else(|| time.to_string().into(), Box::from);
                    Some(LoginTime::Copied(text))
                }
                AuthTime::Absent | AuthTime::Invalid => None,
            },
        }
    }

    /// The claims that are set, in the order in which a new token contains them.
    pub(crate) fn claims(&self) -> impl Iterator<Item = (&'static str, Member<'_>)> {
        let auth_time = self.auth_time.as_ref().map(|time| match time {
            LoginTime::Seconds(seconds) => Member::Number(*seconds),
            LoginTime::Copied(json) => Member::Exact(Cow::Borrowed(json)),
        });
        auth_time.map(|time| (AUTH_TIME, time)).into_iter()
    }
}
