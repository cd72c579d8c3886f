//! The text of a token before verification, and why none was found.

use std::{borrow::Cow, fmt};

use crate::{error::jwt_error::JwtError, token::location::TokenLocation};

/// The text of a token as the request carries it; nothing about it is known to be true.
pub(crate) struct RawToken<'r> {
    pub(crate) text: Cow<'r, [u8]>,
    pub(crate) location: TokenLocation,
    /// The double submit value that the request sent, where the token has to hold the same.
    pub(crate) csrf: Option<Cow<'r, [u8]>>,
}

impl<'r> RawToken<'r> {
    pub(crate) fn new(text: impl Into<Cow<'r, [u8]>>, location: TokenLocation) -> Self {
        Self {
            text: text.into(),
            location,
            csrf: None,
        }
    }
}

impl fmt::Debug for RawToken<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawToken")
            .field("location", &self.location)
            .finish_non_exhaustive()
    }
}

/// Why no token was found.
#[derive(Debug)]
pub(crate) enum FindTokenError {
    /// No token: go on to the next location, and be anonymous if that is allowed.
    Missing(Cow<'static, str>),
    /// Something that is no token of ours. The search ends, but an optional handler takes it for
    /// "no token".
    NotOurs(JwtError),
    /// Something that must not pass, optional or not.
    Rejected(JwtError),
    /// The body may tell, and has to be read before it can be looked into.
    NeedsBody,
}
