//! A string claim that is located in the payload instead of copied out of it.

use crate::{jose::json::claim_value::ClaimValue, token::decoded::span::PayloadSpan};

/// Where to read a string claim.
pub(crate) enum LazyClaim {
    /// The claim is absent, or not a string.
    None,
    /// The claim is at this span of the payload.
    At(PayloadSpan),
    /// The claim has escapes, so it has to be read from the parsed claims.
    Escaped,
}

impl LazyClaim {
    /// Locates a claim in the payload that it was read from.
    pub(crate) fn locate(claim: Option<&ClaimValue<'_>>, payload: &str) -> Self {
        match claim.and_then(ClaimValue::as_text) {
            None => Self::None,
            Some(text) => PayloadSpan::locate(text, payload).map_or(Self::Escaped, Self::At),
        }
    }
}
