//! The audience that new tokens name.

use serde_json::Value;

/// The `aud` claim of new tokens: a string, or a list of them (RFC 7519 section 4.1.3).
#[derive(Clone, Default)]
pub(crate) struct NewAudience {
    names: Vec<String>,
    is_array: bool,
}

impl NewAudience {
    /// A lone audience is written as a string unless it `is_array`.
    pub(super) fn new(names: Vec<String>, is_array: bool) -> Self {
        let names = names.into_iter().filter(|name| !name.is_empty()).collect();
        Self { names, is_array }
    }

    /// The claim, if tokens have one.
    pub(crate) fn to_claim(&self) -> Option<Value> {
        match self.names.as_slice() {
            [] => None,
            [one] if !self.is_array => Some(one.as_str().into()),
            names => Some(names.into()),
        }
    }
}
