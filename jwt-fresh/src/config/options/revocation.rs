//! The options of [`JwtConfig`] about revoked tokens.

use crate::{
    config::{jwt_config::JwtConfig, values::per_type::PerKind},
    error::config_error::ConfigError,
};
use crate::{manager::callbacks::callback_set::Callbacks, token::token_type::TokenType};

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

    /// For which kinds of token the callback is asked.
    pub(crate) fn checked(&self, callbacks: &Callbacks) -> Result<PerKind<bool>, ConfigError> {
        let has_callback = callbacks.token_in_blocklist.is_some();
        let has_any = has_callback || callbacks.revocation_store.is_some();
        match self.enabled {
            Some(true) if !has_any => return Err(ConfigError::BlacklistWithoutCallback),
            Some(false) if has_callback => tracing::warn!(
                "a blocklist callback is set but never asked; say `blacklist_enabled(true)`"
            ),
            _ => {}
        }
        if self.enabled != Some(false) {
            return Ok(self.checks.clone());
        }
        Ok(PerKind {
            access: false,
            refresh: false,
        })
    }
}

impl JwtConfig {
    /// Whether
    /// [`token_in_blocklist_loader`](crate::JwtManagerBuilder::token_in_blocklist_loader) is
    /// asked. Defaults to whether it is set; to `false` for [`quart`](Self::quart), as there.
    ///
    /// A [`revocation_store`](crate::JwtManagerBuilder::revocation_store) is asked whatever this
    /// says. Switched on without either it is an error from
    /// [`build`](crate::JwtManagerBuilder::build). Python: `JWT_BLACKLIST_ENABLED`.
    pub fn blacklist_enabled(mut self, enabled: bool) -> Self {
        self.blacklist.enabled = Some(enabled);
        self
    }

    /// The kinds of token for which the callback is asked. Defaults to both.
    ///
    /// Python: `JWT_BLACKLIST_TOKEN_CHECKS`.
    pub fn blacklist_token_checks(mut self, kinds: impl IntoIterator<Item = TokenType>) -> Self {
        let kinds: Vec<_> = kinds.into_iter().collect();
        self.blacklist.checks = PerKind {
            access: kinds.contains(&TokenType::Access),
            refresh: kinds.contains(&TokenType::Refresh),
        };
        self
    }
}
