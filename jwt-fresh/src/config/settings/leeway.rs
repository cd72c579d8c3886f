//! The checked leeway: the clock differences that are tolerated.

use std::time::Duration;

use crate::{config::dialect::Dialect, error::config_error::ConfigError};

/// The clock differences that are tolerated, in seconds.
#[derive(Clone, Copy)]
pub(crate) struct Leeway {
    /// After `exp`.
    pub(crate) late: f64,
    /// Before `iat` and `nbf`, and before the time of the login.
    pub(crate) early: f64,
}

impl Leeway {
    /// The configured leeway, which applies to all claims and must be short enough; or the dialect's.
    pub(crate) fn check(
        configured: Option<Duration>,
        dialect: &Dialect,
    ) -> Result<Self, ConfigError> {
        match configured {
            Some(leeway) if leeway > ConfigError::MAX_LEEWAY => {
                Err(ConfigError::LeewayTooLong { leeway })
            }
            Some(leeway) => Ok(Self {
                late: leeway.as_secs_f64(),
                early: leeway.as_secs_f64(),
            }),
            None => Ok(Self {
                late: 0.0,
                early: Duration::from_secs(dialect.early_leeway).as_secs_f64(),
            }),
        }
    }
}
