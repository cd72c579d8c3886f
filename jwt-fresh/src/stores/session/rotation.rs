//! [`Rotation`]: the use of a refresh token for the next one, and what a store answers.

use std::time::{Duration, SystemTime};

use crate::{stores::session::owner::SessionOwner, token::ids::session_id::SessionId};

/// The use of a refresh token for the next one: a store compares its generation with the session's, and
/// counts that on, in one step.
///
/// A manager makes it; [`new`](Self::new) is for tests of a store.
#[derive(Clone, Copy, Debug)]
#[must_use = "a `Rotation` does nothing until passed to a store"]
pub struct Rotation<'t> {
    owner: SessionOwner<'t>,
    session: SessionId,
    generation: u32,
    attempt: [u8; 16],
    issued_at: Option<SystemTime>,
    rules: RotationRules,
    now: SystemTime,
}

/// How long a replaced refresh token is still of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RotationRules {
    /// How long the preceding generation is answered with the current one.
    pub grace: Duration,
    /// How young a generation is that is not counted on yet; at most as long as `grace`.
    pub settle: Duration,
    /// The greatest age of a token that is ahead of the store, which has lost writes.
    pub heal_within: Duration,
    /// How many generations such a token is ahead at most.
    pub heal_lead: u32,
}

impl RotationRules {
    /// Nothing but the current generation is of use, and each use counts on.
    pub const STRICT: Self = Self {
        grace: Duration::ZERO,
        settle: Duration::ZERO,
        heal_within: Duration::ZERO,
        heal_lead: 0,
    };

    /// The rules with another `grace` and `settle`.
    #[must_use]
    pub const fn with_grace(self, grace: Duration, settle: Duration) -> Self {
        Self {
            grace,
            settle,
            ..self
        }
    }

    /// The rules with another `heal_within`, for a lead of at most 8 generations.
    #[must_use]
    pub const fn with_heal_within(self, heal_within: Duration) -> Self {
        Self {
            heal_within,
            heal_lead: 8,
            ..self
        }
    }
}

impl<'t> Rotation<'t> {
    /// Creates the use of a token of this session and generation. The attempt is an id of this one use:
    /// the call may be repeated with it if the answer was lost.
    pub const fn new(
        owner: SessionOwner<'t>,
        session: SessionId,
        generation: u32,
        attempt: [u8; 16],
        rules: RotationRules,
        now: SystemTime,
    ) -> Self {
        Self {
            owner,
            session,
            generation,
            attempt,
            issued_at: None,
            rules,
            now,
        }
    }

    /// Sets [`issued_at`](Self::issued_at).
    pub const fn with_issued_at(self, issued_at: Option<SystemTime>) -> Self {
        Self { issued_at, ..self }
    }

    /// Whose session it is.
    pub const fn owner(&self) -> SessionOwner<'t> {
        self.owner
    }

    /// The session, the `sid` claim of the token.
    #[must_use]
    pub const fn session(&self) -> SessionId {
        self.session
    }

    /// The generation of the token, its `gen` claim.
    #[must_use]
    pub const fn generation(&self) -> u32 {
        self.generation
    }

    /// What this use is recognised by if it is repeated: the `jti` of the token that it makes.
    #[must_use]
    pub const fn attempt(&self) -> &[u8; 16] {
        &self.attempt
    }

    /// When the token was issued, its `iat` claim.
    #[must_use]
    pub const fn issued_at(&self) -> Option<SystemTime> {
        self.issued_at
    }

    /// How long a replaced refresh token is still of use.
    #[must_use]
    pub const fn rules(&self) -> RotationRules {
        self.rules
    }

    /// The time by the manager's [`clock`](crate::JwtConfig::clock). A store on a server uses the
    /// server's clock instead.
    #[must_use]
    pub const fn now(&self) -> SystemTime {
        self.now
    }
}

/// What came of the use of a refresh token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[must_use]
pub enum RotationOutcome {
    /// The session was counted on. A repeated attempt gets the same outcome again.
    #[non_exhaustive]
    Rotated {
        /// The generation of the new refresh token.
        generation: u32,
        /// When the session ends at the latest.
        ends_at: SystemTime,
        /// Whether the token was ahead of the store, which has lost writes.
        healed: bool,
    },
    /// Another use was a moment earlier: a new token of the current generation.
    #[non_exhaustive]
    Sibling {
        /// The generation of the new refresh token.
        generation: u32,
        /// When the session ends at the latest.
        ends_at: SystemTime,
    },
    /// The token is of no use.
    Refused(RotationRefusal),
}

impl RotationOutcome {
    /// The session was counted on to this generation.
    pub const fn rotated(generation: u32, ends_at: SystemTime, healed: bool) -> Self {
        Self::Rotated {
            generation,
            ends_at,
            healed,
        }
    }

    /// The current generation was handed out again.
    pub const fn sibling(generation: u32, ends_at: SystemTime) -> Self {
        Self::Sibling {
            generation,
            ends_at,
        }
    }
}

/// Why a refresh token is of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RotationRefusal {
    /// The store does not know the session.
    Unknown,
    /// The session was ended.
    Revoked,
    /// The session has reached its end.
    Expired,
    /// The token was used before. The session has ended by this call: of the two users one is a thief.
    Reused,
    /// The store has lost too much to tell. The session has ended by this call.
    Lost,
}
