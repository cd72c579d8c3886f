//! Finding the token in a request.

mod header;

use actix_web::HttpRequest;

use crate::{JwtError, config::Settings};

/// What was found where a token may travel.
#[derive(Debug)]
pub(crate) enum Located<'r> {
    /// A token, not yet looked into.
    Token(RawToken<'r>),
    /// No token: go on to the next location, and be anonymous if that is allowed.
    Missing(JwtError),
    /// Something that is no token of ours. The search ends, but an optional handler takes it for
    /// "no token".
    Unreadable(JwtError),
    /// Something that must not pass, optional or not.
    Refused(JwtError),
}

/// The text of a token as the request carries it; nothing about it is known to be true.
#[derive(Clone, Copy)]
pub(crate) struct RawToken<'r>(&'r [u8]);

impl<'r> RawToken<'r> {
    pub(crate) fn as_bytes(&self) -> &'r [u8] {
        self.0
    }
}

impl std::fmt::Debug for RawToken<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RawToken([redacted])")
    }
}

/// Looks for a token in each configured location in turn.
pub(crate) fn locate<'r>(request: &'r HttpRequest, settings: &Settings) -> Located<'r> {
    header::locate(request.headers(), settings)
}
