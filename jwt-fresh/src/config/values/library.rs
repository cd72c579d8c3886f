//! The library whose options a configuration has.

/// The library whose options a configuration has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Library {
    Quart,
    Flask,
    JwtFresh,
}

impl Library {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Quart => "Quart-JWT-Extended",
            Self::Flask => "Flask-JWT-Extended",
            Self::JwtFresh => "JwtConfig::new",
        }
    }
}
