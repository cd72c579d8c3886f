//! Checks that no token lifetime is zero.

use crate::{
    config::{jwt_config::JwtConfig, values::lifetime::Lifetime},
    error::config_error::ConfigError,
};

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
