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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        stores::session::{owner::SessionOwner, rotation::RotationRules},
        token::ids::session_id::SessionId,
    };

    const MINE: [u8; 16] = [1; 16];
    const OTHER: [u8; 16] = [2; 16];
    const ENDS_AT: u64 = 1_000_000;
    const RULES: RotationRules = RotationRules::STRICT
        .with_grace(Duration::from_secs(30), Duration::from_secs(10))
        .with_heal_within(Duration::from_secs(60));

    /// The third generation, since 100 s, by the attempt [`MINE`].
    const STATE: SessionState = SessionState {
        generation: 3,
        rotated_at: 100_000,
        attempt: MINE,
        ends_at: ENDS_AT,
        ended: false,
    };

    fn rotated(state: &SessionState, presented: u32, attempt: [u8; 16], now: u64) -> Transition {
        let issued_at = UNIX_EPOCH + Duration::from_secs(90);
        let session = SessionId::new(0, MINE);
        let owner = SessionOwner::new("7");
        let rotation = Rotation::new(owner, session, presented, attempt, RULES, UNIX_EPOCH)
            .with_issued_at(Some(issued_at));
        state.rotate(&rotation, now)
    }

    #[test]
    fn each_row_of_the_table_and_its_edge() {
        let end = UNIX_EPOCH + Duration::from_millis(ENDS_AT);
        let next = |generation| RotationOutcome::rotated(generation, end, false);
        let healed = |generation| RotationOutcome::rotated(generation, end, true);
        let sibling = RotationOutcome::sibling(3, end);
        let refused = RotationOutcome::Refused;
        let ended = SessionState {
            ended: true,
            ..STATE
        };
        for (row, state, presented, attempt, now, outcome, is_changed) in [
            (
                "ended",
                ended,
                3,
                OTHER,
                120_000,
                refused(RotationRefusal::Revoked),
                false,
            ),
            (
                "ended, its own attempt",
                ended,
                2,
                MINE,
                100_001,
                refused(RotationRefusal::Revoked),
                false,
            ),
            (
                "expired",
                STATE,
                3,
                OTHER,
                ENDS_AT,
                refused(RotationRefusal::Expired),
                false,
            ),
            (
                "a moment before",
                STATE,
                3,
                OTHER,
                ENDS_AT - 1,
                next(4),
                true,
            ),
            (
                "repeated, long after the grace",
                STATE,
                2,
                MINE,
                900_000,
                next(3),
                false,
            ),
            ("settles", STATE, 3, OTHER, 109_999, sibling, false),
            ("has settled", STATE, 3, OTHER, 110_000, next(4), true),
            (
                "the clock was set back",
                STATE,
                3,
                OTHER,
                50_000,
                sibling,
                false,
            ),
            ("ahead", STATE, 4, OTHER, 150_000, healed(5), true),
            (
                "ahead by the most",
                STATE,
                11,
                OTHER,
                150_000,
                healed(12),
                true,
            ),
            (
                "ahead by more",
                STATE,
                12,
                OTHER,
                150_000,
                refused(RotationRefusal::Lost),
                true,
            ),
            (
                "ahead, and too old",
                STATE,
                4,
                OTHER,
                150_001,
                refused(RotationRefusal::Lost),
                true,
            ),
            ("grace", STATE, 2, OTHER, 129_999, sibling, false),
            (
                "after the grace",
                STATE,
                2,
                OTHER,
                130_000,
                refused(RotationRefusal::Reused),
                true,
            ),
            (
                "older, in the grace",
                STATE,
                1,
                OTHER,
                100_001,
                refused(RotationRefusal::Reused),
                true,
            ),
        ] {
            let transition = rotated(&state, presented, attempt, now);
            assert_eq!(transition.outcome, outcome, "{row}");
            assert_eq!(transition.state.is_some(), is_changed, "{row}");
            if let Some(new) = transition.state {
                match outcome {
                    RotationOutcome::Refused(_) => assert!(new.ended, "{row}"),
                    _ => assert_eq!((new.rotated_at, new.attempt), (now, attempt), "{row}"),
                }
            }
        }
        // The first generation is counted on at once: nobody waits for a login to settle.
        let first = SessionState::new(100_000, ENDS_AT);
        assert_eq!(rotated(&first, 1, OTHER, 100_000).outcome, next(2));
    }
}
