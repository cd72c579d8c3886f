//! The libraries whose options a configuration has.

use jwt_fresh::{ConfigError, JwtConfig, KeySource};
pub use jwt_fresh_tests::SECRET;
use serde_json::Value;

/// A way to start a configuration, and its name for the message of a failed test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Library {
    Quart,
    Flask,
    Ours,
}

pub use Library::{Flask, Ours, Quart};

pub const ALL: [Library; 3] = [Quart, Flask, Ours];

impl Library {
    pub fn config(self) -> JwtConfig {
        self.with_keys(SECRET)
    }

    pub fn with_keys(self, keys: impl Into<KeySource>) -> JwtConfig {
        match self {
            Self::Quart => JwtConfig::quart(keys),
            Self::Flask => JwtConfig::flask(keys),
            Self::Ours => JwtConfig::new(keys),
        }
    }

    /// The defaults with one option set.
    pub fn set(self, name: &str, value: &Value) -> Result<JwtConfig, ConfigError> {
        self.config().with_option(name, value)
    }

    /// The same from the text of an environment variable.
    pub fn set_text(self, name: &str, text: &str) -> Result<JwtConfig, ConfigError> {
        self.config().with_env_from([(name, text)])
    }
}
