//! The window and the cap of the implicit refresh of access cookies.

use std::time::Duration;

use crate::{config::values::lifetime::Lifetime, error::config_error::ConfigError};

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

    /// Checks that a cookie can be renewed at all.
    pub(crate) fn check(&self, in_use: bool, lifetime: Lifetime) -> Result<(), ConfigError> {
        let never = |reason| Err(ConfigError::NeverRenews { reason });
        if !in_use {
            return never(
                "cookies are no token location; add `TokenLocation::Cookies` to `token_locations`",
            );
        }
        if self.window_seconds == 0 {
            return never("its first argument, the window, is less than a second");
        }
        if self.cap_seconds == 0 {
            return never("its second argument, the cap, is less than a second");
        }
        // A single token can be given a shorter life.
        if let Lifetime::Seconds(seconds) = lifetime
            && self.cap_seconds <= seconds
        {
            tracing::warn!(
                "`implicit_refresh` renews no cookie of the usual lifetime: its cap is not longer than \
                 `access_token_expires`"
            );
        }
        Ok(())
    }
}
