//! [`NewSession`]: a session that a store is asked to start, and what it answers.

use std::time::{Duration, SystemTime};

use crate::{stores::session::owner::SessionOwner, token::ids::session_id::SessionId};

/// A session that a store is asked to start.
///
/// A manager makes it; [`new`](Self::new) is for tests of a store.
#[derive(Clone, Copy, Debug)]
#[must_use = "a `NewSession` does nothing until passed to a store"]
pub struct NewSession<'t> {
    owner: SessionOwner<'t>,
    lifetime: Duration,
    random: [u8; 16],
    label: Option<&'t str>,
    max_sessions: u32,
    when_full: WhenFull,
    now: SystemTime,
}

/// What happens to the login of an identity that has as many sessions as it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WhenFull {
    /// The session that was used least recently ends.
    EndOldest,
    /// No session is started.
    Refuse,
}

impl<'t> NewSession<'t> {
    /// Creates a request for a session that ends this long from now, whatever happens. The random bytes
    /// become part of its [id](SessionId::new).
    ///
    /// It has no label, and ends the oldest of more than 100 sessions.
    pub const fn new(
        owner: SessionOwner<'t>,
        lifetime: Duration,
        random: [u8; 16],
        now: SystemTime,
    ) -> Self {
        Self {
            owner,
            lifetime,
            random,
            label: None,
            max_sessions: 100,
            when_full: WhenFull::EndOldest,
            now,
        }
    }

    /// Sets the [`label`](Self::label).
    pub const fn with_label(self, label: Option<&'t str>) -> Self {
        Self { label, ..self }
    }

    /// Sets the greatest number of sessions of the owner, and what happens beyond it.
    pub const fn with_max_sessions(self, max_sessions: u32, when_full: WhenFull) -> Self {
        Self {
            max_sessions,
            when_full,
            ..self
        }
    }

    /// Whose session it is.
    pub const fn owner(&self) -> SessionOwner<'t> {
        self.owner
    }

    /// How long the session lasts at most, from now by the store's clock.
    pub const fn lifetime(&self) -> Duration {
        self.lifetime
    }

    /// The random bytes of the session's id.
    #[must_use]
    pub const fn random(&self) -> &[u8; 16] {
        &self.random
    }

    /// A text of the app for a list of sessions, such as the name of a browser; at most 64 bytes.
    #[must_use]
    pub const fn label(&self) -> Option<&'t str> {
        self.label
    }

    /// How many sessions the owner may have, the new one included; at least 1.
    #[must_use]
    pub const fn max_sessions(&self) -> u32 {
        self.max_sessions
    }

    /// What happens if there are more.
    #[must_use]
    pub const fn when_full(&self) -> WhenFull {
        self.when_full
    }

    /// The time by the manager's [`clock`](crate::JwtConfig::clock). A store on a server uses the
    /// server's clock instead.
    #[must_use]
    pub const fn now(&self) -> SystemTime {
        self.now
    }
}

/// Whether a store has started a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[must_use]
pub enum StartOutcome {
    /// It has.
    #[non_exhaustive]
    Started {
        /// The id. The time in it is later than every [end](crate::RevocationTarget::Identity) of all
        /// the owner's sessions before, so that this one outlives them.
        session: SessionId,
        /// When the session ends at the latest.
        ends_at: SystemTime,
        /// The owner's session that was ended for it, if there were too many.
        ended: Option<SessionId>,
    },
    /// It has not, for the owner has too many: [`WhenFull::Refuse`].
    Full,
}

impl StartOutcome {
    /// A session was started.
    pub const fn started(session: SessionId, ends_at: SystemTime) -> Self {
        Self::Started {
            session,
            ends_at,
            ended: None,
        }
    }

    /// A session was started, and another one ended for it.
    pub const fn started_in_place_of(
        session: SessionId,
        ends_at: SystemTime,
        ended: Option<SessionId>,
    ) -> Self {
        Self::Started {
            session,
            ends_at,
            ended,
        }
    }
}
