//! The configuration of a variant.

use jwt_fresh::{ConfigError, JwtConfig, KeySource};
use serde_json::json;

use super::{dialect::Dialect, variant::Variant};

/// Sets a variant's options by their Python names, as the environment does.
pub fn of(dialect: Dialect, variant: &Variant) -> Result<JwtConfig, ConfigError> {
    let config = match dialect {
        Dialect::Quart => JwtConfig::quart(KeySource::unset()),
        Dialect::Flask => JwtConfig::flask(KeySource::unset()),
    };
    let mut config = config.with_option("JWT_SECRET_KEY", &json!("super-secret"))?;
    for (name, value) in &variant.options {
        config = match config.clone().with_option(name, value) {
            // The variants are for both libraries; each looks at its own options only.
            Err(ConfigError::OptionOfAnotherLibrary { .. }) => config,
            Err(ConfigError::UnknownOption { name, .. }) if !name.starts_with("JWT_") => config,
            set => set?,
        };
    }
    Ok(config)
}
