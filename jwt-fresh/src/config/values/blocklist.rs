//! The blocklist options: whether the callback is called, and for which token types.

use crate::config::values::per_type::PerKind;

/// Whether the blocklist callback is asked, and for which tokens.
#[derive(Clone)]
pub(crate) struct BlacklistOptions {
    /// `None` is "if it is set".
    pub(crate) enabled: Option<bool>,
    pub(crate) checks: PerKind<bool>,
}

impl BlacklistOptions {
    pub(crate) fn with_defaults(is_off: bool) -> Self {
        Self {
            enabled: is_off.then_some(false),
            checks: PerKind {
                access: true,
                refresh: true,
            },
        }
    }

    /// For which token types the callback is called.
    pub(crate) fn checks(&self) -> PerKind<bool> {
        if self.enabled != Some(false) {
            return self.checks.clone();
        }
        PerKind {
            access: false,
            refresh: false,
        }
    }
}
