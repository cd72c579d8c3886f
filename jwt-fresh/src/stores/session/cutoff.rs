//! [`Cutoff`]: the end of all that an identity had until some time.

use std::time::{Duration, SystemTime};

use crate::{stores::query::RevocationQuery, token::ids::session_id::SessionId};

/// The end of all that an identity had until some time, but perhaps one session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cutoff {
    pub(crate) not_after: SystemTime,
    pub(crate) kept: Option<SessionId>,
}

impl Cutoff {
    /// What is left of this one and a later call. A session stays only if neither of the two ends it.
    ///
    /// A session that began since counts from a millisecond after this one, which may be ahead of the clock:
    /// it ends too.
    pub(crate) fn followed_by(self, next: Self) -> Self {
        let since = self.not_after.checked_add(Duration::from_millis(1));
        let next = Self {
            not_after: since.map_or(next.not_after, |since| next.not_after.max(since)),
            kept: next.kept,
        };
        let kept = [self.kept, next.kept].into_iter().flatten().next();
        Self {
            kept: kept.filter(|kept| !self.ends(*kept) && !next.ends(*kept)),
            ..next
        }
    }

    /// Whether it ends this session.
    pub(crate) fn ends(&self, session: SessionId) -> bool {
        session.began_at() <= self.not_after && self.kept != Some(session)
    }

    /// Whether it ends the token.
    pub(crate) fn ends_token(&self, query: &RevocationQuery<'_>) -> bool {
        match query.session_id() {
            Some(session) => self.ends(session),
            None => query.began_by(self.not_after),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    fn at(ms: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_millis(ms)
    }

    fn cutoff(ms: u64, kept: Option<SessionId>) -> Cutoff {
        Cutoff {
            not_after: at(ms),
            kept,
        }
    }

    #[test]
    fn a_kept_session_that_was_ended_before_stays_ended() {
        let [old, new] = [10, 30].map(|ms| SessionId::new(ms, [1; 16]));
        let all = cutoff(20, None);
        for (other, kept) in [(old, None), (new, Some(new))] {
            assert_eq!(all.followed_by(cutoff(40, Some(other))), cutoff(40, kept));
        }
        // Of two kept ones in a row none is left.
        let one = cutoff(40, Some(old));
        assert_eq!(one.followed_by(cutoff(50, Some(new))), cutoff(50, None));
    }

    #[test]
    fn a_session_that_began_in_the_same_millisecond_is_ended_by_the_next_call() {
        let all = cutoff(20, None);
        let next = SessionId::new(21, [1; 16]);
        assert!(!all.ends(next));
        assert!(all.followed_by(all).ends(next));
    }
}
