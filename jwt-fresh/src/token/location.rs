//! The locations in a request where a token can be: header, cookie, query string, JSON body.

use std::fmt;

/// A location in a request where a token can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenLocation {
    /// The `Authorization` header, or the one that is configured.
    Headers,
    /// A cookie, with a CSRF value for methods that change state.
    Cookies,
    /// A parameter of the query string. Avoid it: URLs end up in logs and browser histories.
    QueryString,
    /// A member of a JSON body.
    Json,
}

impl TokenLocation {
    /// The name in the Python libraries, such as `"headers"`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Headers => "headers",
            Self::Cookies => "cookies",
            Self::QueryString => "query_string",
            Self::Json => "json",
        }
    }

    /// Parses the name in the Python libraries.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Self::Headers, Self::Cookies, Self::QueryString, Self::Json]
            .into_iter()
            .find(|location| location.as_str() == name)
    }
}

impl fmt::Display for TokenLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
