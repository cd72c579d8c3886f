//! Setting a manager's callbacks: Python's loaders.

use std::{future::Future, sync::Arc};

use actix_web::HttpResponse;
use serde_json::Value;

use crate::{
    config::{
        jwt_config::JwtConfig,
        settings::checked::{Registered, Settings},
    },
    error::{config_error::ConfigError, jwt_error::Result},
    keys::{signing_key::SigningKey, verifying_key::VerifyingKey},
    manager::{
        callbacks::{
            callback_result::IntoCallbackResult,
            callback_set::{AnyUser, Callbacks, boxed},
        },
        jwt_manager::JwtManager,
    },
    stores::{dyn_store::DynRevocationStore, revocation::RevocationStore},
    token::{decoded::decoded_token::DecodedToken, unverified::UnverifiedToken},
};

/// A manager in the making; each method sets one callback (Python's loaders).
///
/// A callback is async and may fail: answer with a `Result`, and its error becomes an opaque 5xx
/// and a line in the log. It is never taken for a yes.
///
/// ```
/// use actix_web::HttpResponse;
/// use jwt_fresh::{JwtConfig, JwtManager};
///
/// let jwt = JwtManager::builder(JwtConfig::quart("super-secret"))
///     .expired_token_loader(|token| async move {
///         HttpResponse::Unauthorized().body(format!("{}, please log in again", token.identity()))
///     })
///     .build()?;
/// # Ok::<(), jwt_fresh::ConfigError>(())
/// ```
#[derive(Debug)]
#[must_use = "a manager is made by `.build()`"]
pub struct JwtManagerBuilder {
    config: JwtConfig,
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
}

/// A method that sets one callback.
macro_rules! loaders {
    ($($(#[$meta:meta])* $name:ident($argument:ty) -> $answer:ty => $field:ident;)*) => {
        impl JwtManagerBuilder {
            $(
                $(#[$meta])*
                pub fn $name<F, Fut>(mut self, callback: F) -> Self
                where
                    F: Fn($argument) -> Fut + Send + Sync + 'static,
                    Fut: Future<Output: IntoCallbackResult<$answer>> + 'static,
                {
                    self.callbacks.$field = boxed(callback, |answer: $answer| answer);
                    self
                }
            )*
        }
    };
}

loaders! {
    /// Says whether a token was revoked; asked for each request that carries one. Defaults to nobody,
    /// so that no token is.
    ///
    /// With this set, a token without a `jti` is refused, for it could not be revoked. A failure
    /// is answered with 503. Under [`JwtConfig::quart`] it is asked only with
    /// [`blacklist_enabled(true)`](JwtConfig::blacklist_enabled), as there. Python:
    /// `token_in_blocklist_loader`, `token_in_blacklist_loader`.
    token_in_blocklist_loader(DecodedToken) -> bool => token_in_blocklist;
    /// Says whether the app accepts a token's claims; a no is answered with 400. Defaults to yes.
    ///
    /// Python: `token_verification_loader`, `claims_verification_loader`.
    token_verification_loader(DecodedToken) -> bool => token_verification;
    /// Gives the identity that goes into a token for what `create_access_token` was called with,
    /// such as the id of a whole user. Defaults to that itself.
    ///
    /// Python: `user_identity_loader`.
    user_identity_loader(Value) -> Value => user_identity;
    /// Gives the app's own claims for a new token: a JSON object. It is called with what
    /// `create_access_token` was called with. Defaults to none.
    ///
    /// Python: `additional_claims_loader`, `user_claims_loader`.
    additional_claims_loader(Value) -> Value => additional_claims;
    /// Gives members for a new token's JOSE header: a JSON object. It is called with what
    /// `create_access_token` was called with. Defaults to none.
    ///
    /// Python: `additional_headers_loader`.
    additional_headers_loader(Value) -> Value => additional_headers;
    /// Gives the key that signs a new token. It is called with what `create_access_token` was
    /// called with. Defaults to the configuration's key.
    ///
    /// A key that [`JwtConfig::new`] would refuse as too weak is a failure there, and a warning in
    /// the log for the other two. Python: `encode_key_loader`.
    encode_key_loader(Value) -> SigningKey => encode_key;
    /// Gives the key that has to verify a token. Nothing in that token is known to be true yet:
    /// choose among your own keys, and take none from it. Answer with a key, or with `None` for a
    /// token that none of them is for, which is refused as if its signature were wrong. Defaults to
    /// the configuration's keys.
    ///
    /// ```
    /// use jwt_fresh::{Algorithm, JwtConfig, JwtManager, VerifyingKey};
    ///
    /// let (old, new) = ("the secret of the last quarter, 2026", "the secret of this quarter, 2026");
    /// let jwt = JwtManager::builder(JwtConfig::new(new))
    ///     .decode_key_loader(move |token| async move {
    ///         match token.header()["kid"].as_str() {
    ///             Some("old") => VerifyingKey::from_secret(Algorithm::HS256, old).map(Some),
    ///             Some("new") => VerifyingKey::from_secret(Algorithm::HS256, new).map(Some),
    ///             _ => Ok(None),
    ///         }
    ///     })
    ///     .build()?;
    /// # Ok::<(), jwt_fresh::ConfigError>(())
    /// ```
    ///
    /// A key that [`JwtConfig::new`] would refuse as too weak is a failure there, and a warning in
    /// the log for the other two. Python: `decode_key_loader`.
    decode_key_loader(UnverifiedToken) -> Option<VerifyingKey> => decode_key;

    /// Answers a request without a token, or without its CSRF value; called with the reason.
    ///
    /// Defaults to 401 and `{"msg": reason}`. Python: `unauthorized_loader`.
    unauthorized_loader(String) -> HttpResponse => unauthorized;
    /// Answers a request with a token that is malformed, forged, not for us, or of the wrong type;
    /// called with the reason.
    ///
    /// Defaults to 422 and `{"msg": reason}`. Python: `invalid_token_loader`.
    invalid_token_loader(String) -> HttpResponse => invalid_token;
    /// Answers a request with an expired token.
    ///
    /// Defaults to 401 and `{"msg": "Token has expired"}`. Python: `expired_token_loader`.
    expired_token_loader(DecodedToken) -> HttpResponse => expired_token;
    /// Answers a request whose token is not fresh, where freshness is asked for.
    ///
    /// Defaults to 401 and `{"msg": "Fresh token required"}`. Python: `needs_fresh_token_loader`.
    needs_fresh_token_loader(DecodedToken) -> HttpResponse => needs_fresh_token;
    /// Answers a request with a revoked token.
    ///
    /// Defaults to 401 and `{"msg": "Token has been revoked"}`. Python: `revoked_token_loader`.
    revoked_token_loader(DecodedToken) -> HttpResponse => revoked_token;
    /// Answers a request whose token is for a user that is not found.
    ///
    /// Defaults to 401 and `{"msg": "Error loading the user ..."}`. Python:
    /// `user_lookup_error_loader`, `user_loader_error_loader`.
    user_lookup_error_loader(DecodedToken) -> HttpResponse => user_lookup_error;
    /// Answers a request whose token's claims the app does not accept.
    ///
    /// Defaults to 400 and `{"msg": "User claims verification failed"}`. Python:
    /// `token_verification_failed_loader`, `claims_verification_failed_loader`.
    token_verification_failed_loader(DecodedToken) -> HttpResponse => token_verification_failed;
}

impl JwtManagerBuilder {
    pub(crate) fn new(config: JwtConfig) -> Self {
        Self {
            config,
            callbacks: Callbacks::default(),
        }
    }

    /// Loads the user that a token is for, as a type of the app's own; `None` is answered with
    /// 401. Defaults to loading none.
    ///
    /// Handlers read it with [`get_current_user`](crate::get_current_user), or take the argument
    /// [`CurrentUser`](crate::CurrentUser). Python:
    /// `user_lookup_loader`, `user_loader_callback_loader`.
    pub fn user_lookup_loader<F, Fut, U>(mut self, callback: F) -> Self
    where
        F: Fn(DecodedToken) -> Fut + Send + Sync + 'static,
        Fut: Future<Output: IntoCallbackResult<Option<U>>> + 'static,
        U: Send + Sync + 'static,
    {
        self.callbacks.user_lookup = boxed(callback, |user: Option<U>| {
            user.map(|user| Arc::new(user) as AnyUser)
        });
        self
    }

    /// Where revoked tokens are remembered; asked for each request that carries a token. Defaults to
    /// none.
    ///
    /// Tokens are revoked with [`revoke_jwt`](crate::revoke_jwt) and its kin. With this set, a token
    /// without a `jti` is refused, for it could not be revoked. A failure is answered with 503. If
    /// [`token_in_blocklist_loader`](Self::token_in_blocklist_loader) is set too, both are asked.
    ///
    /// ```
    /// use jwt_fresh::{JwtConfig, JwtManager, MemoryRevocationStore};
    ///
    /// let jwt = JwtManager::builder(JwtConfig::quart("super-secret"))
    ///     .revocation_store(MemoryRevocationStore::new())
    ///     .build()?;
    /// # Ok::<(), jwt_fresh::ConfigError>(())
    /// ```
    pub fn revocation_store(mut self, store: impl RevocationStore) -> Self {
        self.callbacks.revocation_store = Some(DynRevocationStore::new(store));
        self
    }

    /// Checks the configuration and makes the manager.
    ///
    /// # Errors
    ///
    /// A [`ConfigError`] that says what is wrong with the configuration and what to write.
    pub fn build(self) -> Result<JwtManager, ConfigError> {
        let registered = Registered {
            key_loader: self.callbacks.give_keys(),
            blocklist_loader: self.callbacks.token_in_blocklist.is_some(),
            revocation_store: self.callbacks.revocation_store.is_some(),
        };
        let settings = Settings::check(self.config, &registered)?;
        let callbacks = Callbacks {
            refuses_weak_keys: settings.dialect.refuses_weak_keys,
            ..self.callbacks
        };
        Ok(JwtManager::from_parts(settings, callbacks))
    }
}
