//! [`Adoption`]: a refresh token from before there were sessions, which gets one.

use std::time::{Duration, SystemTime};

use crate::{stores::session::owner::SessionOwner, token::ids::session_id::SessionId};

/// A refresh token from before there were sessions, for which a store is asked to start one.
///
/// The id is derived from the token: the same token always gets the same session. Its generation is 1.
#[derive(Clone, Copy, Debug)]
#[must_use = "an `Adoption` does nothing until passed to a store"]
pub struct Adoption<'t> {
    owner: SessionOwner<'t>,
    session: SessionId,
    ends_at: SystemTime,
    rollout: Duration,
    now: SystemTime,
}

impl<'t> Adoption<'t> {
    /// Creates a request for the session of a token that was issued at the time in `session` and expires at
    /// `ends_at`.
    pub const fn new(
        owner: SessionOwner<'t>,
        session: SessionId,
        ends_at: SystemTime,
        rollout: Duration,
        now: SystemTime,
    ) -> Self {
        Self {
            owner,
            session,
            ends_at,
            rollout,
            now,
        }
    }

    /// Whose token it is.
    pub const fn owner(&self) -> SessionOwner<'t> {
        self.owner
    }

    /// The id of the session. The time in it is when the token was issued.
    #[must_use]
    pub const fn session(&self) -> SessionId {
        self.session
    }

    /// When the token expires, and the session with it.
    #[must_use]
    pub const fn ends_at(&self) -> SystemTime {
        self.ends_at
    }

    /// How long after sessions began such tokens were still made, by instances of the app from before. A
    /// later token is not adopted.
    #[must_use]
    pub const fn rollout(&self) -> Duration {
        self.rollout
    }

    /// The time by the manager's [`clock`](crate::JwtConfig::clock).
    #[must_use]
    pub const fn now(&self) -> SystemTime {
        self.now
    }
}

/// Whether a store has adopted a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[must_use]
pub enum AdoptOutcome {
    /// The session is there: a new one, or that of an earlier adoption, which may have ended.
    Adopted,
    /// The token was issued more than [`rollout`](Adoption::rollout) after this store began to keep
    /// sessions.
    TooLate,
}
