//! The text of a token before verification, and the error if none is found.

use std::{borrow::Cow, fmt};

use crate::{error::jwt_error::JwtError, token::location::TokenLocation};

/// The text of a token as found in the request, not verified.
pub(crate) struct RawToken<'r> {
    pub(crate) text: Cow<'r, [u8]>,
    pub(crate) location: TokenLocation,
    /// The CSRF value that the request sent in a header, if it must equal the token's `csrf` claim.
    pub(crate) csrf: Option<&'r [u8]>,
    /// Whether that value may be in a form field, which is read after the token is verified.
    pub(crate) csrf_in_form: bool,
}

impl<'r> RawToken<'r> {
    pub(crate) fn new(text: impl Into<Cow<'r, [u8]>>, location: TokenLocation) -> Self {
        Self {
            text: text.into(),
            location,
            csrf: None,
            csrf_in_form: false,
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
    /// No token: the search continues, and an optional handler treats the request as anonymous.
    Missing(Cow<'static, str>),
    /// Credentials of another kind. The search ends, but an optional handler treats the request as
    /// anonymous.
    NotOurs(JwtError),
    /// Credentials that are rejected, also by an optional handler.
    Rejected(JwtError),
    /// The body must be read before the search can continue.
    NeedsBody,
}

/// Something of which a request may have one was sent twice: which one would count?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SentTwice;

/// The only item, if there is one.
///
/// # Errors
///
/// [`SentTwice`] if there are several, whatever they are.
pub(crate) fn only<T>(mut items: impl Iterator<Item = T>) -> Result<Option<T>, SentTwice> {
    // An iterator that has ended is not called again: it may be one that would go on.
    let Some(first) = items.next() else {
        return Ok(None);
    };
    match items.next() {
        Some(_) => Err(SentTwice),
        None => Ok(Some(first)),
    }
}
