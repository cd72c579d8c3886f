//! Limits how many lines of one kind are logged, as strangers can cause them.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// How many lines of one kind are logged in a minute of the clock.
const LINES_PER_MINUTE: u32 = 10;

/// Counts the lines of one kind.
#[derive(Debug, Default)]
pub(crate) struct RateLimit {
    /// The minute in the upper half, the lines that were logged in it in the lower one.
    minute_and_lines: AtomicU64,
    /// The lines that were held back since the last one that was logged.
    held_back: AtomicU32,
}

impl RateLimit {
    /// Admits a line at `now`, in seconds since 1970, and returns how many were held back before it;
    /// `None` if it has to be held back itself.
    pub(crate) fn admit(&self, now: f64) -> Option<u32> {
        // Truncated: equal minutes stay equal, which is all that counts.
        let minute = (now / 60.0) as u32;
        let count = |state: u64| {
            let lines = if (state >> 32) as u32 == minute {
                state as u32
            } else {
                0
            };
            (lines < LINES_PER_MINUTE).then(|| u64::from(minute) << 32 | u64::from(lines + 1))
        };
        let counted =
            self.minute_and_lines
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, count);
        if counted.is_ok() {
            return Some(self.held_back.swap(0, Ordering::Relaxed));
        }
        // Saturates, as the number is printed.
        let one_more = |held: u32| held.checked_add(1);
        let _full = self
            .held_back
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_more);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_minute_says_how_many_lines_were_held_back() {
        let limit = RateLimit::default();
        let now = 1_800_000_000.0;
        for _ in 0..LINES_PER_MINUTE {
            assert_eq!(limit.admit(now), Some(0));
        }
        for _ in 0..7 {
            assert_eq!(limit.admit(now + 30.0), None);
        }
        assert_eq!(limit.admit(now + 60.0), Some(7));
        assert_eq!(limit.admit(now + 60.0), Some(0));
        // A clock that is set back is no reason to be silent.
        assert_eq!(limit.admit(now), Some(0));
    }

    #[test]
    fn many_threads_log_no_more_than_one() {
        let limit = RateLimit::default();
        let logged = AtomicU32::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..1000 {
                        if limit.admit(60.0).is_some() {
                            logged.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                });
            }
        });
        assert_eq!(logged.into_inner(), LINES_PER_MINUTE);
        assert_eq!(limit.admit(120.0), Some(4000 - LINES_PER_MINUTE));
    }
}
