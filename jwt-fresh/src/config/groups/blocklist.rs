//! The blocklist options: whether the callback is called, and for which token types.

use crate::{config::values::per_type::PerTokenType, error::config_error::ConfigError};

/// Whether `token_in_blocklist_loader` is called, and for which token types.
#[derive(Clone)]
pub(crate) struct BlacklistOptions {
    /// `None` calls the callback if there is one.
    pub(crate) enabled: Option<bool>,
    pub(crate) checks: PerTokenType<bool>,
}

impl BlacklistOptions {
    /// The token types for which the callback is called.
    pub(crate) fn checks(&self) -> PerTokenType<bool> {
        if self.enabled != Some(false) {
            return self.checks.clone();
        }
        PerTokenType {
            access: false,
            refresh: false,
        }
    }

    /// Checks the options against what is registered.
    pub(crate) fn check(&self, has_callback: bool, has_store: bool) -> Result<(), ConfigError> {
        match self.enabled {
            Some(true) if !has_callback && !has_store => {
                return Err(ConfigError::BlacklistWithoutCallback);
            }
            Some(false) if has_callback => tracing::warn!(
                "`token_in_blocklist_loader` is set but never called; set `blacklist_enabled(true)`"
            ),
            _ => {}
        }
        Ok(())
    }
}
