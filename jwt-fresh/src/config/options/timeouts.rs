//! The options of [`JwtConfig`] about how long a request waits for code of the app.

use std::time::Duration;

use crate::config::jwt_config::JwtConfig;

impl JwtConfig {
    /// The longest time that a request waits for the
    /// [`revocation_store`](crate::JwtManagerBuilder::revocation_store) or for
    /// [`token_in_blocklist_loader`](crate::JwtManagerBuilder::token_in_blocklist_loader). Defaults to 1
    /// second.
    ///
    /// After that, the call is dropped, the response is 503, and the log says so. It applies to
    /// [`revoke_jwt`](crate::revoke_jwt) and its kin too: whether the store has revoked the token is then
    /// not known. The time runs within tokio, and only from when a call has to wait; outside of tokio
    /// there is no limit. A runtime of tokio that the app builds itself needs its timers
    /// (`enable_time`), as tokio panics without them; actix-web's has them. Zero is an error from [`build`](crate::JwtManagerBuilder::build).
    ///
    /// ```
    /// use std::time::Duration;
    /// use jwt_fresh::JwtConfig;
    ///
    /// let config = JwtConfig::new("a secret of at least thirty-two bytes")
    ///     .revocation_timeout(Duration::from_millis(250));
    /// ```
    pub fn revocation_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.revocation = timeout;
        self
    }

    /// The longest time that a request waits for one call of any other callback, such as
    /// [`user_lookup_loader`](crate::JwtManagerBuilder::user_lookup_loader), of an
    /// [`OutsideSigner`](crate::OutsideSigner), or of the function of `verify` in an attribute. Defaults to
    /// 10 seconds.
    ///
    /// After that, the call is dropped, the response is 500, and the log names the callback. Otherwise as
    /// [`revocation_timeout`](Self::revocation_timeout).
    pub fn callback_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.callback = timeout;
        self
    }
}
