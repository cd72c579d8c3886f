//! The manager: one checked configuration and its callbacks, shared by all workers.

use std::{fmt, future::Future, sync::Arc};

use serde::Serialize;

use crate::{
    ConfigError, DecodedToken, JwtConfig, Result,
    callbacks::{Callbacks, IntoAnswer},
    config::Settings,
    context::Current,
    token::builder::{Access, Refresh, TokenBuilder},
};

/// Makes and checks the tokens of an app (Python's `JWTManager`).
///
/// Register it once, with `.wrap(jwt.clone())`, on the `App` or on a `web::scope`. Cloning is
/// cheap, and all workers share it.
///
/// ```no_run
/// use actix_web::{App, HttpServer};
/// use jwt_fresh::{JwtConfig, JwtManager};
///
/// #[actix_web::main]
/// async fn main() -> std::io::Result<()> {
///     let jwt = JwtManager::new(JwtConfig::quart("super-secret")).map_err(std::io::Error::other)?;
///     HttpServer::new(move || App::new().wrap(jwt.clone())).bind(("127.0.0.1", 5000))?.run().await
/// }
/// ```
#[derive(Clone)]
pub struct JwtManager(Arc<Shared>);

struct Shared {
    settings: Arc<Settings>,
    callbacks: Callbacks,
}

impl JwtManager {
    /// Checks the configuration and makes a manager without callbacks.
    ///
    /// # Errors
    ///
    /// A [`ConfigError`] that says what is wrong with the configuration and what to write.
    pub fn new(config: JwtConfig) -> Result<Self, ConfigError> {
        Self::builder(config).build()
    }

    /// Starts a manager with callbacks.
    pub fn builder(config: JwtConfig) -> JwtManagerBuilder {
        JwtManagerBuilder {
            config,
            callbacks: Callbacks::default(),
        }
    }

    /// Starts an access token; for code outside a request, where
    /// [`create_access_token`](crate::create_access_token) finds no manager.
    pub fn create_access_token(&self, identity: impl Serialize) -> TokenBuilder<Access> {
        TokenBuilder::new(identity, Some(self.clone()))
    }

    /// Starts a refresh token; for code outside a request, where
    /// [`create_refresh_token`](crate::create_refresh_token) finds no manager.
    pub fn create_refresh_token(&self, identity: impl Serialize) -> TokenBuilder<Refresh> {
        TokenBuilder::new(identity, Some(self.clone()))
    }

    /// Verifies a token and gives its contents; for code outside a request.
    ///
    /// # Errors
    ///
    /// The reason why the token is refused.
    pub fn decode_token(&self, token: &str) -> Result<DecodedToken> {
        Current::new(self.clone(), None)
            .verify(token.as_bytes())
            .map(|token| token.into_decoded())
    }

    pub(crate) fn settings(&self) -> &Arc<Settings> {
        &self.0.settings
    }

    pub(crate) fn callbacks(&self) -> &Callbacks {
        &self.0.callbacks
    }
}

impl fmt::Debug for JwtManager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JwtManager")
            .field("algorithm", &self.0.settings.signing_key.algorithm())
            .field("callbacks", &self.0.callbacks)
            .finish_non_exhaustive()
    }
}

/// A manager in the making; each method sets one callback (Python's loaders).
///
/// A callback is async and may fail: answer with a `Result`, and its error becomes an opaque 5xx
/// and a line in the log. It is never taken for a yes.
#[derive(Debug)]
#[must_use = "a manager is made by `.build()`"]
pub struct JwtManagerBuilder {
    config: JwtConfig,
    callbacks: Callbacks,
}

impl JwtManagerBuilder {
    /// Says whether a token was revoked; asked for each request that carries one.
    ///
    /// With this set, a token without a `jti` is refused, for it could not be revoked. A failure
    /// is answered with 503. Python: `token_in_blocklist_loader`, `token_in_blacklist_loader`.
    #[doc(alias = "token_in_blacklist_loader")]
    pub fn token_in_blocklist_loader<F, Fut>(mut self, callback: F) -> Self
    where
        F: Fn(DecodedToken) -> Fut + Send + Sync + 'static,
        Fut: Future<Output: IntoAnswer<bool>> + 'static,
    {
        self.callbacks.set_token_in_blocklist(callback);
        self
    }

    /// Says whether the app accepts a token's claims; a no is answered with 400.
    ///
    /// Python: `token_verification_loader`, `claims_verification_loader`.
    #[doc(alias = "claims_verification_loader")]
    pub fn token_verification_loader<F, Fut>(mut self, callback: F) -> Self
    where
        F: Fn(DecodedToken) -> Fut + Send + Sync + 'static,
        Fut: Future<Output: IntoAnswer<bool>> + 'static,
    {
        self.callbacks.set_token_verification(callback);
        self
    }

    /// Loads the user that a token is for, as a type of the app's own; `None` is answered with
    /// 401.
    ///
    /// Handlers read it with [`get_current_user`](crate::get_current_user). Python:
    /// `user_lookup_loader`, `user_loader_callback_loader`.
    #[doc(alias = "user_loader_callback_loader")]
    pub fn user_lookup_loader<F, Fut, U>(mut self, callback: F) -> Self
    where
        F: Fn(DecodedToken) -> Fut + Send + Sync + 'static,
        Fut: Future<Output: IntoAnswer<Option<U>>> + 'static,
        U: Send + Sync + 'static,
    {
        self.callbacks.set_user_lookup(callback);
        self
    }

    /// Checks the configuration and makes the manager.
    ///
    /// # Errors
    ///
    /// A [`ConfigError`] that says what is wrong with the configuration and what to write.
    pub fn build(self) -> Result<JwtManager, ConfigError> {
        Ok(JwtManager(Arc::new(Shared {
            settings: Arc::new(Settings::check(self.config)?),
            callbacks: self.callbacks,
        })))
    }
}
