//! Which of the two Python apps we stand for.

use std::str::FromStr;

/// One of the two Python libraries, each with an app of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    Quart,
    Flask,
}

impl Dialect {
    /// The claim in which the app's key and user loaders look for the identity.
    pub const fn identity_claim(self) -> &'static str {
        match self {
            Self::Quart => "identity",
            Self::Flask => "sub",
        }
    }
}

impl FromStr for Dialect {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name {
            "quart" => Ok(Self::Quart),
            "flask" => Ok(Self::Flask),
            _ => Err(format!("no such dialect: {name}; say quart or flask")),
        }
    }
}
