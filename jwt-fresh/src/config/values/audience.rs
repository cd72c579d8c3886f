//! The `aud` claim of new tokens.

use serde_json::Value;

/// The `aud` claim of new tokens: a string, or a list of them (RFC 7519 section 4.1.3).
#[derive(Clone, Default)]
pub(crate) struct NewAudience {
    claim: Option<Value>,
}

impl NewAudience {
    /// A single name becomes a string, unless `is_array`; empty names are left out.
    pub(crate) fn new(names: Vec<String>, is_array: bool) -> Self {
        let names: Vec<_> = names.into_iter().filter(|name| !name.is_empty()).collect();
        let claim = match names.as_slice() {
            [] => None,
            [one] if !is_array => Some(one.as_str().into()),
            _ => Some(names.into()),
        };
        Self { claim }
    }

    /// The claim; `None` if no audience is configured.
    pub(crate) fn claim(&self) -> Option<&Value> {
        self.claim.as_ref()
    }
}
