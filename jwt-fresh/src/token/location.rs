//! Where in a request a token can be: header, cookie, query string, JSON body.

use std::fmt;

/// Where a token may travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenLocation {
    /// The `Authorization` header, or another one.
    Headers,
    /// A cookie, with a CSRF value where the method writes.
    Cookies,
    /// A parameter of the query string. It ends up in logs and histories: avoid it.
    QueryString,
    /// A member of a JSON body.
    Json,
}

impl TokenLocation {
    /// The name that the Python libraries give it, such as `"headers"`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Headers => "headers",
            Self::Cookies => "cookies",
            Self::QueryString => "query_string",
            Self::Json => "json",
        }
    }

    /// The location of that name.
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
