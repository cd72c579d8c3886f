//! Checks that no token lifetime is zero.

use crate::{
    config::values::{lifetime::Lifetime, per_type::PerTokenType},
    error::config_error::ConfigError,
};

/// Rejects a lifetime of zero, which Python takes for "never expires".
pub(crate) fn check_lifetimes(lifetimes: &PerTokenType<Lifetime>) -> Result<(), ConfigError> {
    for (lifetime, option, never) in [
        (
            lifetimes.access,
            "access_token_expires",
            "access_token_never_expires",
        ),
        (
            lifetimes.refresh,
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
