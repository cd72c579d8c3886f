//! A value for access tokens and one for refresh tokens.

use crate::token::token_type::TokenType;

/// A value for each of the two kinds of token.
#[derive(Clone, Debug)]
pub(crate) struct PerTokenType<T> {
    pub(crate) access: T,
    pub(crate) refresh: T,
}

impl<T> PerTokenType<T> {
    pub(crate) fn of(&self, kind: TokenType) -> &T {
        match kind {
            TokenType::Access => &self.access,
            TokenType::Refresh => &self.refresh,
        }
    }

    pub(crate) fn try_map<U, E>(
        &self,
        mut map: impl FnMut(TokenType, &T) -> Result<U, E>,
    ) -> Result<PerTokenType<U>, E> {
        Ok(PerTokenType {
            access: map(TokenType::Access, &self.access)?,
            refresh: map(TokenType::Refresh, &self.refresh)?,
        })
    }
}
