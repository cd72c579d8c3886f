//! What the tokens of one login share: the claims that a login sets and that a refresh copies.

use std::borrow::Cow;

use crate::{
    jose::json::object_writer::Member,
    token::{
        auth_time::AuthTime,
        claim_names::{AUTH_TIME, ESTABLISHED, GENERATION, SESSION_ID, WITHOUT_SESSION},
        decoded::decoded_token::DecodedToken,
        ids::session_id::SessionId,
    },
};

/// What the tokens of one login share.
///
/// A login sets it; a refresh and a renewal copy all of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Login {
    /// `auth_time`: when the user logged in.
    auth_time: Option<LoginTime>,
    /// `sid`, and `gen` for a refresh token.
    pub(crate) session: SessionClaims,
    /// How the user logged in, and who acts for them: [`ESTABLISHED`], as JSON texts.
    established: Vec<(&'static str, Box<str>)>,
}

#[derive(Clone, Debug, PartialEq)]
enum LoginTime {
    /// In whole seconds since 1970.
    Seconds(i64),
    /// As the JSON text that is in the token.
    Copied(Box<str>),
}

/// What a token says about its session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SessionClaims {
    /// Nothing.
    #[default]
    Unsaid,
    /// That it has none.
    Without,
    Of {
        id: SessionId,
        /// For a refresh token of a session in a store.
        generation: Option<u32>,
    },
}

impl Login {
    /// A login at that time, in whole seconds since 1970.
    pub(crate) fn at(seconds: i64) -> Self {
        Self {
            auth_time: Some(LoginTime::Seconds(seconds)),
            ..Self::default()
        }
    }

    /// The login of a verified token, but its session. A claim that is malformed is left out; what the login
    /// established only counts where the app can't write it.
    pub(crate) fn of_token(token: &DecodedToken, has_established: bool) -> Self {
        let claims = token.claims();
        let text_of = |name| {
            let exact = claims.exact_text(name).map(Box::from);
            exact.or_else(|| serde_json::to_string(claims.get(name)?).ok().map(Box::from))
        };
        let established = ESTABLISHED.iter().filter(|_| has_established);
        Self {
            auth_time: match AuthTime::from_token(token) {
                AuthTime::At(time) => {
                    let exact = claims.exact_text(AUTH_TIME);
                    let text = exact.map_or_else(|| time.to_string().into(), Box::from);
                    Some(LoginTime::Copied(text))
                }
                AuthTime::Absent | AuthTime::Invalid => None,
            },
            session: SessionClaims::Unsaid,
            established: established
                .filter_map(|name| Some((*name, text_of(name)?)))
                .collect(),
        }
    }

    /// The same with another session.
    pub(crate) fn with_session(self, session: SessionClaims) -> Self {
        Self { session, ..self }
    }

    /// The claims that are set, in the order in which a new token contains them.
    pub(crate) fn claims(&self) -> impl Iterator<Item = (&'static str, Member<'_>)> {
        let auth_time = self.auth_time.as_ref().map(|time| match time {
            LoginTime::Seconds(seconds) => Member::Number(*seconds),
            LoginTime::Copied(json) => Member::Exact(Cow::Borrowed(json)),
        });
        let (sid, generation) = match &self.session {
            SessionClaims::Unsaid => (None, None),
            SessionClaims::Without => (Some(Member::Word(WITHOUT_SESSION)), None),
            SessionClaims::Of { id, generation } => (
                Some(Member::Id(id.as_uuid())),
                generation.map(|generation| Member::Number(generation.into())),
            ),
        };
        let first = [
            (AUTH_TIME, auth_time),
            (SESSION_ID, sid),
            (GENERATION, generation),
        ];
        let established = self.established.iter();
        first
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .chain(established.map(|(name, json)| (*name, Member::Exact(Cow::Borrowed(json)))))
    }
}
