//! Token lifetimes: a number of seconds, or never expiring.

use std::time::Duration;

/// The lifetime of a new token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lifetime {
    Seconds(i64),
    /// The token has no `exp`.
    Never,
}

impl Lifetime {
    /// Whole seconds; a fraction is cut off.
    pub(crate) fn from_duration(duration: Duration) -> Self {
        Self::Seconds(i64::try_from(duration.as_secs()).unwrap_or(i64::MAX))
    }
}
