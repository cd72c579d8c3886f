//! The longest times that a request waits for code of the app.

use std::time::Duration;

use crate::error::config_error::ConfigError;

/// The longest times that a request waits for code of the app.
#[derive(Clone)]
pub(crate) struct Timeouts {
    /// For a revocation store or the blocklist callback.
    pub(crate) revocation: Duration,
    /// For any other callback.
    pub(crate) callback: Duration,
}

impl Timeouts {
    /// Checks that something that waits can finish.
    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        let zero = |option| Err(ConfigError::ZeroTimeout { option });
        if self.revocation.is_zero() {
            return zero("revocation_timeout");
        }
        if self.callback.is_zero() {
            return zero("callback_timeout");
        }
        Ok(())
    }
}
