//! The options of [`JwtConfig`] about revoked tokens.

use crate::{
    config::{jwt_config::JwtConfig, values::per_type::PerTokenType},
    token::token_type::TokenType,
};

impl JwtConfig {
    /// Whether
    /// [`token_in_blocklist_loader`](crate::JwtManagerBuilder::token_in_blocklist_loader) is
    /// called. Defaults to whether it is set; to `false` for [`quart`](Self::quart), as there.
    ///
    /// A [`revocation_store`](crate::JwtManagerBuilder::revocation_store) is used in any case.
    /// `true` without either is an error from [`build`](crate::JwtManagerBuilder::build). Python: `JWT_BLACKLIST_ENABLED`.
    pub fn blacklist_enabled(mut self, enabled: bool) -> Self {
        self.blacklist.enabled = Some(enabled);
        self
    }

    /// The token types for which the callback is called. Defaults to both. An empty list calls it for
    /// none, as in Python.
    ///
    /// Python: `JWT_BLACKLIST_TOKEN_CHECKS`.
    pub fn blacklist_token_checks(mut self, types: impl IntoIterator<Item = TokenType>) -> Self {
        let types: Vec<_> = types.into_iter().collect();
        self.blacklist.checks = PerTokenType {
            access: types.contains(&TokenType::Access),
            refresh: types.contains(&TokenType::Refresh),
        };
        self
    }
}
