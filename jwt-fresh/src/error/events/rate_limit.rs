//! Limits how many lines of one kind are logged, as strangers can cause them.

use std::{
    num::NonZero,
    sync::atomic::{AtomicU32, AtomicU64, Ordering},
    time::SystemTime,
};

use crate::token::numeric_date::numeric_date;

/// How many lines about one event are logged in a minute of the clock.
const EVENTS_PER_MINUTE: u32 = 10;

/// The same for lines about one mistake in the app. It is so high that nobody who looks for a mistake misses
/// a line, and so low that nobody can fill a disk.
const MISTAKES_PER_MINUTE: u32 = 1000;

/// Counts the lines of one kind.
#[derive(Debug)]
pub(crate) struct RateLimit {
    lines_per_minute: u32,
    /// The minute in the upper half, the lines that were logged in it in the lower one.
    minute_and_lines: AtomicU64,
    /// The lines that were held back since the last one that was logged.
    held_back: AtomicU32,
}

/// A line that may be logged.
pub(crate) struct Admitted {
    /// How many were held back before it, if any were.
    pub(crate) held_back: Option<NonZero<u32>>,
}

/// Logs a line at a level, such as `error`, unless this place has logged too many in this minute. For
/// places that no manager limits, and that any request may reach.
macro_rules! log_limited {
    ($level:ident, $($line:tt)+) => {{
        static LIMIT: $crate::error::events::rate_limit::RateLimit =
            $crate::error::events::rate_limit::RateLimit::of_mistakes();
        if let Some(admitted) = LIMIT.admit_now() {
            tracing::$level!(held_back = admitted.held_back, $($line)+);
        }
    }};
}
pub(crate) use log_limited;

impl RateLimit {
    /// A limit for lines about events.
    pub(crate) const fn of_events() -> Self {
        Self::new(EVENTS_PER_MINUTE)
    }

    /// A limit for lines about mistakes in the app.
    pub(crate) const fn of_mistakes() -> Self {
        Self::new(MISTAKES_PER_MINUTE)
    }

    const fn new(lines_per_minute: u32) -> Self {
        Self {
            lines_per_minute,
            minute_and_lines: AtomicU64::new(0),
            held_back: AtomicU32::new(0),
        }
    }

    /// Admits a line now, by the system's clock.
    pub(crate) fn admit_now(&self) -> Option<Admitted> {
        self.admit(numeric_date(SystemTime::now()))
    }

    /// Admits a line at `now`, in seconds since 1970; `None` if it has to be held back.
    pub(crate) fn admit(&self, now: f64) -> Option<Admitted> {
        // Truncated: equal minutes stay equal, which is all that counts.
        let minute = (now / 60.0) as u32;
        let count = |state: u64| {
            let lines = if (state >> 32) as u32 == minute {
                state as u32
            } else {
                0
            };
            (lines < self.lines_per_minute).then(|| u64::from(minute) << 32 | u64::from(lines + 1))
        };
        let counted =
            self.minute_and_lines
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, count);
        if counted.is_ok() {
            return Some(Admitted {
                held_back: NonZero::new(self.held_back.swap(0, Ordering::Relaxed)),
            });
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
        let limit = RateLimit::of_events();
        let now = 1_800_000_000.0;
        let admit = |now| {
            let held_back = limit.admit(now)?.held_back;
            Some(held_back.map_or(0, NonZero::get))
        };
        for _ in 0..EVENTS_PER_MINUTE {
            assert_eq!(admit(now), Some(0));
        }
        for _ in 0..7 {
            assert_eq!(admit(now + 30.0), None);
        }
        assert_eq!(admit(now + 60.0), Some(7));
        assert_eq!(admit(now + 60.0), Some(0));
        // A clock that is set back is no reason to be silent.
        assert_eq!(admit(now), Some(0));
    }

    #[test]
    fn many_threads_log_no_more_than_one() {
        let limit = RateLimit::of_events();
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
        assert_eq!(logged.into_inner(), EVENTS_PER_MINUTE);
        let held_back = limit.admit(120.0).and_then(|admitted| admitted.held_back);
        assert_eq!(held_back, NonZero::new(4000 - EVENTS_PER_MINUTE));
    }
}
