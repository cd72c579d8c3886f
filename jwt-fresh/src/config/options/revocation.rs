//! The options of [`JwtConfig`] about revoked tokens.

use crate::{
    config::{jwt_config::JwtConfig, values::per_type::PerTokenType},
    token::token_type::TokenType,
};

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
        self.blacklist.checks = PerTokenType {
            access: kinds.contains(&TokenType::Access),
            refresh: kinds.contains(&TokenType::Refresh),
        };
        self
    }
}
