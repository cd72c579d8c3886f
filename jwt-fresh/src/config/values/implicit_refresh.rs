//! The window and the cap of the implicit refresh of access cookies.

use std::time::Duration;

/// When an access cookie is renewed with the response.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ImplicitRefresh {
    /// How long before its expiry a token is renewed.
    pub(crate) window_seconds: i64,
    /// How long after the login a renewed token expires at the latest.
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
