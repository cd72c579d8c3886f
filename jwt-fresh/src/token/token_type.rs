//! The token types: access and refresh.

use std::fmt;

/// The type of a token: its `type` claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenType {
    /// A short-lived token that gives access to protected handlers.
    Access,
    /// A long-lived token that only gets new access tokens.
    Refresh,
}

impl TokenType {
    /// The value of the `type` claim.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Refresh => "refresh",
        }
    }

    /// Reads a `type` claim; `None` for anything but the two exact values.
    pub(crate) fn from_claim(text: &str) -> Option<Self> {
        [Self::Access, Self::Refresh]
            .into_iter()
            .find(|token_type| token_type.as_str() == text)
    }
}

impl fmt::Display for TokenType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
