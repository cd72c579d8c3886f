//! Checks that the leeway is short enough.

use std::time::Duration;

use crate::error::config_error::ConfigError;

/// The leeway in seconds.
pub(crate) fn checked_leeway(leeway: Duration) -> Result<f64, ConfigError> {
    if leeway > ConfigError::MAX_LEEWAY {
        return Err(ConfigError::LeewayTooLong { leeway });
    }
    Ok(leeway.as_secs_f64())
}
