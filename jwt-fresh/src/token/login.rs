//! What the tokens of one login share: the claims that a login sets and that a refresh copies.

use crate::token::{
    auth_time::AuthTime, claim_names::AUTH_TIME, decoded::decoded_token::DecodedToken,
};

/// What the tokens of one login share.
///
/// A login sets it; a refresh and a renewal copy all of it. Another claim of this kind is a field
/// here, a line in [`of_token`](Self::of_token) and one in [`claims`](Self::claims).
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Login {
    /// `auth_time`: when the user logged in, as the JSON text that is in the token.
    pub(crate) auth_time: Option<Box<str>>,
}

impl Login {
    /// A login at that time, in whole seconds since 1970.
    pub(crate) fn at(seconds: i64) -> Self {
        Self {
            auth_time: Some(seconds.to_string().into()),
        }
    }

    /// The login of a verified token. A claim that is malformed is left out.
    pub(crate) fn of_token(token: &DecodedToken) -> Self {
        Self {
            auth_time: match AuthTime::from_token(token) {
                AuthTime::At(time) => {
                    let exact = token.claims().exact_text(AUTH_TIME);
                    Some(exact.map_or_else(|| time.to_string().into(), Box::from))
                }
                AuthTime::Absent | AuthTime::Invalid => None,
            },
        }
    }

    /// The claims that are set, as JSON text, in the order in which a new token contains them.
    pub(crate) fn claims(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let claims = [(AUTH_TIME, &self.auth_time)];
        claims
            .into_iter()
            .filter_map(|(name, json)| Some((name, json.as_deref()?)))
    }
}
