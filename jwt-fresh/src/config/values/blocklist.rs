//! The blocklist options: whether the callback is called, and for which token types.

use crate::config::values::per_type::PerTokenType;

/// Whether the blocklist callback is asked, and for which tokens.
#[derive(Clone)]
pub(crate) struct BlacklistOptions {
    /// `None` is "if it is set".
    pub(crate) enabled: Option<bool>,
    pub(crate) checks: PerTokenType<bool>,
}

impl BlacklistOptions {
    pub(crate) fn with_defaults(is_off: bool) -> Self {
        Self {
            enabled: is_off.then_some(false),
            checks: PerTokenType {
                access: true,
                refresh: true,
            },
        }
    }

    /// For which token types the callback is called.
    pub(crate) fn checks(&self) -> PerTokenType<bool> {
        if self.enabled != Some(false) {
            return self.checks.clone();
        }
        PerTokenType {
            access: false,
            refresh: false,
        }
    }
}
