//! The names of the cookies that are in force.

use crate::{manager::jwt_manager::JwtManager, token::token_type::TokenType};

impl JwtManager {
    /// The name of the cookie that contains the access token, with its prefix; see the
    /// [table](crate::JwtConfig#the-names-of-cookies).
    ///
    /// ```
    /// use jwt_fresh::{JwtConfig, JwtManager};
    ///
    /// let jwt = JwtManager::new(JwtConfig::new("a secret of at least thirty-two bytes"))?;
    /// assert_eq!(jwt.access_cookie_name(), "__Host-access_token_cookie");
    /// # Ok::<(), jwt_fresh::ConfigError>(())
    /// ```
    #[must_use]
    pub fn access_cookie_name(&self) -> &str {
        &self.settings().cookies.get(TokenType::Access).token.name
    }

    /// The name of the cookie that contains the refresh token, with its prefix.
    #[must_use]
    pub fn refresh_cookie_name(&self) -> &str {
        &self.settings().cookies.get(TokenType::Refresh).token.name
    }

    /// The name of the cookie from which scripts read the access token's CSRF value, with its prefix.
    #[must_use]
    pub fn access_csrf_cookie_name(&self) -> &str {
        &self.settings().cookies.get(TokenType::Access).csrf.name
    }

    /// The name of the cookie from which scripts read the refresh token's CSRF value, with its prefix.
    #[must_use]
    pub fn refresh_csrf_cookie_name(&self) -> &str {
        &self.settings().cookies.get(TokenType::Refresh).csrf.name
    }
}
