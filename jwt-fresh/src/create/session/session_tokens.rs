//! [`SessionTokens`]: the access token and the refresh token of a session.

use std::fmt;

use serde::{Serialize, Serializer, ser::SerializeStruct};

use crate::token::ids::session_id::SessionId;

/// The access token and the refresh token of a session.
///
/// It serializes to what a login responds with: `{"access_token": "..", "refresh_token": ".."}`.
#[derive(Clone)]
#[must_use = "the tokens have to be handed out"]
pub struct SessionTokens {
    access_token: String,
    refresh_token: String,
    session: Option<SessionId>,
}

impl SessionTokens {
    pub(crate) fn new(
        access_token: String,
        refresh_token: String,
        session: Option<SessionId>,
    ) -> Self {
        Self {
            access_token,
            refresh_token,
            session,
        }
    }

    /// No tokens.
    pub(crate) const fn none() -> &'static Self {
        const NONE: &SessionTokens = &SessionTokens {
            access_token: String::new(),
            refresh_token: String::new(),
            session: None,
        };
        NONE
    }

    /// The text of the access token.
    #[must_use]
    pub fn access_token(&self) -> &str {
        &self.access_token
    }

    /// The text of the refresh token.
    #[must_use]
    pub fn refresh_token(&self) -> &str {
        &self.refresh_token
    }

    /// The session; `None` while
    /// [`sessions_reading_only`](crate::JwtConfig::sessions_reading_only) is set.
    #[must_use]
    pub fn session_id(&self) -> Option<SessionId> {
        self.session
    }
}

impl Serialize for SessionTokens {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut tokens = serializer.serialize_struct("SessionTokens", 2)?;
        tokens.serialize_field("access_token", &self.access_token)?;
        tokens.serialize_field("refresh_token", &self.refresh_token)?;
        tokens.end()
    }
}

impl fmt::Debug for SessionTokens {
    /// Prints the session, and neither token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionTokens")
            .field("session", &self.session)
            .finish_non_exhaustive()
    }
}
