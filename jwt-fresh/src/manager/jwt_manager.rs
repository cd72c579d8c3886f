//! The manager: one checked configuration and its callbacks, shared by all workers.

use std::{fmt, sync::Arc};

use crate::manager::builder::JwtManagerBuilder;
use serde::Serialize;

use crate::{
    config::{jwt_config::JwtConfig, settings::checked::Settings},
    create::builder::{AccessToken, RefreshToken, TokenBuilder},
    error::{
        config_error::ConfigError,
        jwt_error::{JwtError, Result},
    },
    manager::callbacks::callback_set::Callbacks,
    request::{context::current::Current, decoder::TokenDecoder},
    token::decoded::decoded_token::DecodedToken,
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

pub(crate) struct Shared {
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
        JwtManagerBuilder::new(config)
    }

    /// Starts an access token; for code outside a request, where
    /// [`create_access_token`](crate::create_access_token) finds no manager.
    pub fn create_access_token(&self, identity: impl Serialize) -> TokenBuilder<AccessToken> {
        TokenBuilder::new(identity, Some(self.clone()))
    }

    /// Starts a refresh token; for code outside a request, where
    /// [`create_refresh_token`](crate::create_refresh_token) finds no manager.
    pub fn create_refresh_token(&self, identity: impl Serialize) -> TokenBuilder<RefreshToken> {
        TokenBuilder::new(identity, Some(self.clone()))
    }

    /// Verifies a token and gives its contents; for code outside a request.
    ///
    /// # Errors
    ///
    /// The reason why the token is refused.
    pub fn decode_token(&self, token: &str) -> Result<DecodedToken> {
        self.token_decoder().decode(token)
    }

    /// Reads tokens by hand; for code outside a request, where
    /// [`token_decoder`](crate::token_decoder) finds no manager.
    pub fn token_decoder(&self) -> TokenDecoder {
        TokenDecoder::new(Some(Current::off_worker(self.clone())))
    }

    /// Revokes a token in the manager's
    /// [`revocation_store`](JwtManagerBuilder::revocation_store).
    ///
    /// When this has answered, the token is refused. In a handler, [`revoke_jwt`](crate::revoke_jwt)
    /// revokes the request's own.
    ///
    /// # Errors
    ///
    /// [`JwtError::NoRevocationStore`] if the manager has none; [`JwtError::InvalidToken`] if the
    /// token has no `jti` by which it could be revoked; [`JwtError::BlocklistUnavailable`] if the
    /// store failed: then nothing is revoked, and the reason is in the log.
    pub async fn revoke(&self, token: &DecodedToken) -> Result<()> {
        match &self.0.callbacks.revocation_store {
            Some(store) => store.revoke(token, self.0.settings.leeway).await,
            None => {
                tracing::error!(
                    "a token can't be revoked; set `revocation_store` on the manager's builder"
                );
                Err(JwtError::NoRevocationStore)
            }
        }
    }

    pub(crate) fn from_parts(settings: Settings, callbacks: Callbacks) -> Self {
        Self(Arc::new(Shared {
            settings: Arc::new(settings),
            callbacks,
        }))
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
            .field("algorithm", &self.0.settings.keys.algorithm())
            .field("callbacks", &self.0.callbacks)
            .finish_non_exhaustive()
    }
}
