//! The window and the cap of the implicit refresh.

use std::time::Duration;

/// When an access cookie is renewed on the way out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ImplicitRefresh {
    /// How long before its expiry.
    pub(crate) window_seconds: i64,
    /// How long after the log-in no renewed token is good any more.
    pub(crate) cap_seconds: i64,
}

impl ImplicitRefresh {
    pub(crate) fn new(window: Duration, cap: Duration) -> Self {
        let seconds = |time: Duration| i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
        Self {
            window_seconds: seconds(window),
            cap_seconds: seconds(cap),
        }
    }
}
