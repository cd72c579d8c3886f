//! The two Python libraries, in what a row needs to know of them.

use jwt_fresh::{JwtConfig, KeySource};

/// The library that a test holds us against.
#[derive(Clone, Copy, Debug)]
pub enum Library {
    Quart,
    Flask,
}

impl Library {
    /// Our configuration that behaves like the library.
    pub fn config(self) -> JwtConfig {
        self.config_with("super-secret")
    }

    /// The same with other keys.
    pub fn config_with(self, keys: impl Into<KeySource>) -> JwtConfig {
        match self {
            Self::Quart => JwtConfig::quart(keys),
            Self::Flask => JwtConfig::flask(keys),
        }
    }

    /// What stands in the library's column.
    pub fn column<T>(self, quart: T, flask: T) -> T {
        match self {
            Self::Quart => quart,
            Self::Flask => flask,
        }
    }

    /// The claim that holds the identity.
    pub const fn identity_claim(self) -> &'static str {
        match self {
            Self::Quart => "identity",
            Self::Flask => "sub",
        }
    }
}
