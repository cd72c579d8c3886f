//! The table of a session's states: what the use of a refresh token makes of it.
//!
//! One pure function, for the stores that decide in this process and for the models that check the others
//! against it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::stores::session::rotation::{Rotation, RotationOutcome, RotationRefusal};

/// What a store keeps about a session, as far as its rotation depends on it. Times are milliseconds since
/// 1970 by the store's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionState {
    /// The current generation; 1 at first.
    pub generation: u32,
    /// When it became current.
    pub rotated_at: u64,
    /// The attempt that made it so.
    pub attempt: [u8; 16],
    /// When the session ends at the latest.
    pub ends_at: u64,
    /// Whether it was ended before, by itself or with all sessions of its owner.
    pub ended: bool,
}

/// What the use of a refresh token makes of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The answer.
    pub outcome: RotationOutcome,
    /// The session's new state, if it is another one.
    pub state: Option<SessionState>,
    /// Whether the session counts as used.
    pub is_use: bool,
}

impl Transition {
    /// Nothing changes.
    const fn refuse(refusal: RotationRefusal) -> Self {
        Self {
            outcome: RotationOutcome::Refused(refusal),
            state: None,
            is_use: false,
        }
    }

    /// The session ends.
    const fn end(state: &SessionState, refusal: RotationRefusal) -> Self {
        Self {
            outcome: RotationOutcome::Refused(refusal),
            state: Some(SessionState {
                ended: true,
                ..*state
            }),
            is_use: false,
        }
    }
}

impl SessionState {
    /// The state of a session that begins at this time.
    #[must_use]
    pub const fn new(began_at: u64, ends_at: u64) -> Self {
        Self {
            generation: 1,
            rotated_at: began_at,
            attempt: [0; 16],
            ends_at,
            ended: false,
        }
    }

    /// What the use of a refresh token makes of the session; the first row that applies counts.
    #[must_use]
    pub fn rotate(&self, rotation: &Rotation<'_>, now: u64) -> Transition {
        let rules = rotation.rules();
        let presented = rotation.generation();
        // A clock that was set back: no time has passed.
        let age = Duration::from_millis(now.saturating_sub(self.rotated_at));
        let is_preceding = presented.checked_add(1) == Some(self.generation);
        if self.ended {
            return Transition::refuse(RotationRefusal::Revoked);
        }
        if now >= self.ends_at {
            return Transition::refuse(RotationRefusal::Expired);
        }
        if is_preceding && self.attempt == *rotation.attempt() {
            return Transition {
                outcome: RotationOutcome::rotated(self.generation, self.ends_at(), false),
                state: None,
                is_use: false,
            };
        }
        if presented == self.generation {
            return if presented > 1 && age < rules.settle {
                self.sibling()
            } else {
                self.count_on_to(presented, rotation, now, false)
            };
        }
        if presented > self.generation {
            return if self.heals(rotation, now) {
                self.count_on_to(presented, rotation, now, true)
            } else {
                Transition::end(self, RotationRefusal::Lost)
            };
        }
        if is_preceding && age < rules.grace {
            return self.sibling();
        }
        Transition::end(self, RotationRefusal::Reused)
    }

    /// A token that is ahead of the store counts if it is young, and not far ahead.
    fn heals(&self, rotation: &Rotation<'_>, now: u64) -> bool {
        let rules = rotation.rules();
        let lead = rotation.generation().saturating_sub(self.generation);
        let now = UNIX_EPOCH
            .checked_add(Duration::from_millis(now))
            .unwrap_or(UNIX_EPOCH);
        let is_young = rotation.issued_at().is_some_and(|issued_at| {
            now.duration_since(issued_at)
                .map_or(true, |age| age <= rules.heal_within)
        });
        is_young && lead <= rules.heal_lead
    }

    fn sibling(&self) -> Transition {
        Transition {
            outcome: RotationOutcome::sibling(self.generation, self.ends_at()),
            state: None,
            is_use: true,
        }
    }

    /// The generation after the presented one becomes current. A session ends before the count does.
    fn count_on_to(
        &self,
        presented: u32,
        rotation: &Rotation<'_>,
        now: u64,
        healed: bool,
    ) -> Transition {
        let Some(generation) = presented.checked_add(1) else {
            return Transition::end(self, RotationRefusal::Lost);
        };
        Transition {
            outcome: RotationOutcome::rotated(generation, self.ends_at(), healed),
            state: Some(Self {
                generation,
                rotated_at: now,
                attempt: *rotation.attempt(),
                ..*self
            }),
            is_use: true,
        }
    }

    /// When the session ends at the latest.
    #[must_use]
    pub fn ends_at(&self) -> SystemTime {
        let end = UNIX_EPOCH.checked_add(Duration::from_millis(self.ends_at));
        end.unwrap_or(UNIX_EPOCH)
    }
}
