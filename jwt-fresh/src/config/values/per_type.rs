//! A value for access tokens and one for refresh tokens.

use crate::token::token_type::TokenType;

/// One value for access tokens and one for refresh tokens.
#[derive(Clone, Debug)]
pub(crate) struct PerTokenType<T> {
    pub(crate) access: T,
    pub(crate) refresh: T,
}

impl<T> PerTokenType<T> {
    /// The value of a token type.
    pub(crate) fn get(&self, token_type: TokenType) -> &T {
        match token_type {
            TokenType::Access => &self.access,
            TokenType::Refresh => &self.refresh,
        }
    }

    /// Converts both values, or returns the first error.
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
