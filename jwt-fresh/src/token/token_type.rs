//! The two kinds of token.

use std::fmt;

/// What a token is for: the `type` claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenType {
    /// Lets its bearer in, for minutes.
    Access,
    /// Only gets new access tokens, for weeks.
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

    /// Reads a `type` claim; anything but the two exact words is `None`.
    pub(crate) fn from_claim(text: &str) -> Option<Self> {
        [Self::Access, Self::Refresh]
            .into_iter()
            .find(|kind| kind.as_str() == text)
    }
}

impl fmt::Display for TokenType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
