//! How long tokens live.

use std::time::Duration;

use crate::{config::jwt_config::JwtConfig, error::config_error::ConfigError};

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

/// Nobody means zero, which Python takes for "never".
pub(crate) fn check_lifetimes(config: &JwtConfig) -> Result<(), ConfigError> {
    for (lifetime, option, never) in [
        (
            config.access_lifetime,
            "access_token_expires",
            "access_token_never_expires",
        ),
        (
            config.refresh_lifetime,
            "refresh_token_expires",
            "refresh_token_never_expires",
        ),
    ] {
        if lifetime == Lifetime::Seconds(0) {
            return Err(ConfigError::ZeroLifetime { option, never });
        }
    }
    Ok(())
}
