//! The two Python libraries, in what a row needs to know of them.

use jwt_fresh::JwtConfig;

/// The library that a test holds us against.
#[derive(Clone, Copy, Debug)]
pub enum Library {
    Quart,
    Flask,
}

impl Library {
    /// Our configuration that behaves like the library.
    pub fn config(self) -> JwtConfig {
        match self {
            Self::Quart => JwtConfig::quart("super-secret"),
            Self::Flask => JwtConfig::flask("super-secret"),
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
