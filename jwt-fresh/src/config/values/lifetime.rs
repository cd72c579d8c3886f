//! How long tokens live.

use std::time::Duration;

/// How long a token lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lifetime {
    Seconds(i64),
    Never,
}

impl Lifetime {
    pub(crate) fn from_duration(duration: Duration) -> Self {
        Self::Seconds(i64::try_from(duration.as_secs()).unwrap_or(i64::MAX))
    }
}
