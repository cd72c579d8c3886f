//! The builder of a `JwtManager`, with one method per callback (Python's loaders).

use std::{
    any::{Any, type_name},
    future::Future,
    sync::Arc,
};

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
            callback_set::{AnyUser, Callbacks, boxed, boxed_identity},
            rejected::{RejectedRequest, RejectedToken},
            request_token::{BlocklistQuery, KeyQuery, RequestToken},
            token_subject::TokenSubject,
        },
        jwt_manager::JwtManager,
        time_limit::TimeLimit,
    },
    stores::{
        dynamic::{dyn_revocation_store::DynRevocationStore, dyn_session_store::DynSessionStore},
        revocation_store::RevocationStore,
        session::session_store::SessionStore,
    },
    token::decoded::decoded_token::DecodedToken,
};

/// Builds a [`JwtManager`]; each method sets one callback (Python's loaders).
///
/// A callback is async and may fail: return a `Result`, and an error becomes an opaque 5xx response
/// and a line in the [log](crate::events). A failed check never counts as passed. A callback that
/// takes longer than [`callback_timeout`](JwtConfig::callback_timeout) has failed.
///
/// The callbacks for a request are called in this order, and none after a rejection:
/// [`decode_key_loader`](Self::decode_key_loader),
/// [`token_in_blocklist_loader`](Self::token_in_blocklist_loader) once roles and scopes are compared,
/// [`token_verification_loader`](Self::token_verification_loader),
/// [`user_lookup_loader`](Self::user_lookup_loader), then the `verify` of the handler's attribute. Their
/// argument has the token and the request; that of an error handler has the error too.
///
/// An error handler has to respond with a status of 400 or more: anything less is an opaque 500 and a
/// line in the log, as clients and caches would take it for a success. [`JwtConfig::quart`] and
/// [`JwtConfig::flask`] allow it, as in Python.
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
#[must_use = "a builder does nothing until `.build()` is called"]
pub struct JwtManagerBuilder {
    config: JwtConfig,
    callbacks: Callbacks,
}

impl JwtManager {
    /// Creates a builder for a manager with callbacks.
    pub fn builder(config: JwtConfig) -> JwtManagerBuilder {
        JwtManagerBuilder::new(config)
    }
}

/// Defines the methods that set one callback each.
macro_rules! loaders {
    ($($(#[$meta:meta])* $name:ident($argument:ty) -> $output:ty => $field:ident;)*) => {
        impl JwtManagerBuilder {
            $(
                $(#[$meta])*
                pub fn $name<F, Fut>(mut self, callback: F) -> Self
                where
                    F: Fn($argument) -> Fut + Send + Sync + 'static,
                    Fut: Future<Output: IntoCallbackResult<$output>> + 'static,
                {
                    let limit = &self.callbacks.limit;
                    self.callbacks.$field = boxed(limit, callback, |output: $output| output);
                    self
                }
            )*
        }
    };
}

loaders! {
    /// Returns whether the app accepts a token's claims; `false` rejects the request with 400.
    /// Defaults to accepting all.
    ///
    /// Python: `token_verification_loader`, `claims_verification_loader`.
    token_verification_loader(RequestToken) -> bool => token_verification;
    /// Returns additional claims for a new token, as a JSON object. It is called with the argument
    /// of `create_access_token`. Defaults to none.
    ///
    /// The names that [`TokenBuilder::claims`](crate::TokenBuilder::claims) can't set are an error here
    /// too. Python: `additional_claims_loader`, `user_claims_loader`.
    additional_claims_loader(TokenSubject) -> Value => additional_claims;
    /// Returns the claims of the app, as a JSON object, when
    /// [`implicit_refresh`](JwtConfig::implicit_refresh) renews a cookie. It is called with the
    /// identity in the token. Defaults to
    /// [`additional_claims_loader`](JwtManagerBuilder::additional_claims_loader), unless
    /// [`user_identity_loader`](JwtManagerBuilder::user_identity_loader) is set.
    ///
    /// With a `user_identity_loader` the login passes a user, which a renewal does not have: then
    /// `implicit_refresh` without this callback is an error of [`build`](JwtManagerBuilder::build)
    /// under [`JwtConfig::new`]; under [`JwtConfig::quart`] and [`JwtConfig::flask`] no cookie is
    /// renewed, and a warning in the log says so. If the callback fails, or takes longer than
    /// [`callback_timeout`](JwtConfig::callback_timeout), the cookie is not renewed; nor is it if all
    /// callbacks of the renewal take more than 10 seconds together.
    ///
    /// ```
    /// use std::time::Duration;
    /// use jwt_fresh::{JwtConfig, JwtManager, TokenLocation};
    /// use serde_json::{Value, json};
    /// # async fn roles_of(_: &Value) -> std::io::Result<Vec<String>> { Ok(Vec::new()) }
    ///
    /// let (window, cap) = (Duration::from_secs(5 * 60), Duration::from_secs(12 * 60 * 60));
    /// let config = JwtConfig::new("a secret of at least thirty-two bytes")
    ///     .token_locations([TokenLocation::Cookies])
    ///     .implicit_refresh(window, cap);
    /// let jwt = JwtManager::builder(config)
    ///     // The login: `create_access_token(&user).await?`
    ///     .user_identity_loader(|user| async move { user["name"].clone() })
    ///     .additional_claims_loader(|user| async move { json!({ "roles": user["roles"] }) })
    ///     .renewal_claims_loader(|name| async move {
    ///         Ok::<_, std::io::Error>(json!({ "roles": roles_of(&name).await? }))
    ///     })
    ///     .build()?;
    /// # Ok::<(), jwt_fresh::ConfigError>(())
    /// ```
    renewal_claims_loader(TokenSubject) -> Value => renewal_claims;
    /// Returns additional JOSE header members for a new token, as a JSON object. It is called with
    /// the argument of `create_access_token`. Defaults to none.
    ///
    /// Python: `additional_headers_loader`.
    additional_headers_loader(TokenSubject) -> Value => additional_headers;
    /// Returns the key that signs a new token. It is called with the argument of
    /// `create_access_token`. Defaults to the configured key.
    ///
    /// A weak key is an error under [`JwtConfig::new`], and a warning in the [log](crate::events) under
    /// [`JwtConfig::quart`] and [`JwtConfig::flask`]. Python: `encode_key_loader`.
    encode_key_loader(TokenSubject) -> SigningKey => encode_key;
    /// Returns the key that verifies a token. The token is not verified yet: select one of your own
    /// keys, and never use a key from the token. Return `None` if no key fits; the token is then
    /// rejected as if its signature were invalid. Defaults to the configured keys.
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
    /// A weak key is an error under [`JwtConfig::new`], and a warning in the [log](crate::events) under
    /// [`JwtConfig::quart`] and [`JwtConfig::flask`]. Python: `decode_key_loader`.
    decode_key_loader(KeyQuery) -> Option<VerifyingKey> => decode_key;

    /// Responds to a request without a token, or without its CSRF value; called with the reason.
    ///
    /// Defaults to 401 and `{"msg": reason}`. Python: `unauthorized_loader`.
    unauthorized_loader(RejectedRequest) -> HttpResponse => unauthorized;
    /// Responds to a request whose token is malformed, has an invalid signature, audience or issuer,
    /// or is of the wrong type; called with the reason.
    ///
    /// Defaults to 422 and `{"msg": reason}`. Python: `invalid_token_loader`.
    invalid_token_loader(RejectedRequest) -> HttpResponse => invalid_token;
    /// Responds to a request with an expired token.
    ///
    /// Defaults to 401 and `{"msg": "Token has expired"}`. Python: `expired_token_loader`.
    expired_token_loader(RejectedToken) -> HttpResponse => expired_token;
    /// Responds to a request whose token is not fresh, where the handler requires a fresh one.
    ///
    /// Defaults to 401 and `{"msg": "Fresh token required"}`. Python: `needs_fresh_token_loader`.
    needs_fresh_token_loader(RejectedToken) -> HttpResponse => needs_fresh_token;
    /// Responds to a request whose token lacks a role or a scope that the handler requires, or which the
    /// handler's own check, `verify`, rejected: [`error`](RejectedToken::error) says which.
    ///
    /// Defaults to 403 and `{"msg": "Missing role"}`, `"Missing scope"` or `"Permission denied"`. An error
    /// that `verify` returns is not one of these: it is the response itself. The Python libraries have no
    /// such checks.
    ///
    /// ```
    /// use actix_web::HttpResponse;
    /// use jwt_fresh::{JwtConfig, JwtError, JwtManager};
    /// use serde_json::json;
    ///
    /// let jwt = JwtManager::builder(JwtConfig::quart("super-secret"))
    ///     .forbidden_loader(|token| async move {
    ///         let code = match token.error() {
    ///             JwtError::PermissionDenied { .. } => "not_yours",
    ///             _ => "not_allowed",
    ///         };
    ///         HttpResponse::Forbidden().json(json!({ "code": code }))
    ///     })
    ///     .build()?;
    /// # Ok::<(), jwt_fresh::ConfigError>(())
    /// ```
    forbidden_loader(RejectedToken) -> HttpResponse => forbidden;
    /// Responds to a request with a revoked token.
    ///
    /// Defaults to 401 and `{"msg": "Token has been revoked"}`. Python: `revoked_token_loader`.
    revoked_token_loader(RejectedToken) -> HttpResponse => revoked_token;
    /// Responds to a request whose user was not found by
    /// [`user_lookup_loader`](JwtManagerBuilder::user_lookup_loader).
    ///
    /// Defaults to 401 and `{"msg": "Error loading the user ..."}`. Python:
    /// `user_lookup_error_loader`, `user_loader_error_loader`.
    user_lookup_error_loader(RejectedToken) -> HttpResponse => user_lookup_error;
    /// Responds to a request whose claims
    /// [`token_verification_loader`](JwtManagerBuilder::token_verification_loader) rejected.
    ///
    /// Defaults to 400 and `{"msg": "User claims verification failed"}`. Python:
    /// `token_verification_failed_loader`, `claims_verification_failed_loader`.
    token_verification_failed_loader(RejectedToken) -> HttpResponse => token_verification_failed;
}

impl JwtManagerBuilder {
    pub(crate) fn new(config: JwtConfig) -> Self {
        Self {
            config,
            callbacks: Callbacks::default(),
        }
    }

    /// Returns whether a token is revoked; called for each request that carries a token. Defaults to
    /// no callback: no token counts as revoked.
    ///
    /// With this set, a token without a `jti` is rejected, because it could not be revoked. If the
    /// callback fails, or takes longer than [`revocation_timeout`](JwtConfig::revocation_timeout), the
    /// response is 503. Under [`JwtConfig::quart`] it is called only with
    /// [`blacklist_enabled(true)`](JwtConfig::blacklist_enabled), as in Quart. Python:
    /// `token_in_blocklist_loader`, `token_in_blacklist_loader`.
    pub fn token_in_blocklist_loader<F, Fut>(mut self, callback: F) -> Self
    where
        F: Fn(BlocklistQuery) -> Fut + Send + Sync + 'static,
        Fut: Future<Output: IntoCallbackResult<bool>> + 'static,
    {
        let limit = &self.callbacks.revocation_limit;
        self.callbacks.token_in_blocklist = boxed(limit, callback, |output: bool| output);
        self
    }

    /// Converts the argument of `create_access_token` to the identity in the token, such as a user
    /// record to its id. Defaults to the argument itself.
    ///
    /// Never called when a cookie is renewed: see
    /// [`renewal_claims_loader`](JwtManagerBuilder::renewal_claims_loader).
    ///
    /// Python: `user_identity_loader`.
    pub fn user_identity_loader<F, Fut>(mut self, callback: F) -> Self
    where
        F: Fn(TokenSubject) -> Fut + Send + Sync + 'static,
        Fut: Future<Output: IntoCallbackResult<Value>> + 'static,
    {
        self.callbacks.user_identity = boxed_identity(&self.callbacks.limit, callback);
        self
    }

    /// Loads the user of a token, as a type of the app; `None` rejects the request with 401.
    /// Defaults to no callback: no user is loaded.
    ///
    /// Return `Option<U>`, or `Result<Option<U>, E>`: with sqlx, `fetch_optional(..).await` followed
    /// by `?`, so that a failed query is an opaque server error and a deleted user is `None`. A `U` that is
    /// itself an `Option` or a `Result`, or contains one as a type parameter, is an error of
    /// [`build`](Self::build): `Ok(Some(query.await.ok()))` would make a user of everybody. So would a
    /// list of users (`fetch_all`), which is not empty of itself: take its first element. A JSON
    /// `null` counts as no user.
    ///
    /// ```
    /// use jwt_fresh::{JwtConfig, JwtManager};
    /// # #[derive(Clone)] struct User;
    /// # #[derive(Clone)] struct Pool;
    /// # impl Pool {
    /// #     async fn user(&self, _: &str) -> std::io::Result<Option<User>> { Ok(None) }
    /// # }
    ///
    /// fn manager(pool: Pool) -> Result<JwtManager, jwt_fresh::ConfigError> {
    ///     JwtManager::builder(JwtConfig::quart("super-secret"))
    ///         .user_lookup_loader(move |token| {
    ///             let pool = pool.clone(); // the callback is called again, and each call needs its own
    ///             async move { pool.user(&token.identity().to_string()).await }
    ///         })
    ///         .build()
    /// }
    /// ```
    ///
    /// Handlers read it with [`get_current_user`](crate::get_current_user), or take the argument
    /// [`CurrentUser`](crate::CurrentUser). Python:
    /// `user_lookup_loader`, `user_loader_callback_loader`.
    pub fn user_lookup_loader<F, Fut, U>(mut self, callback: F) -> Self
    where
        F: Fn(RequestToken) -> Fut + Send + Sync + 'static,
        Fut: Future<Output: IntoCallbackResult<Option<U>>> + 'static,
        U: Send + Sync + 'static,
    {
        self.callbacks.user_type = Some(type_name::<U>());
        self.callbacks.user_lookup = boxed(&self.callbacks.limit, callback, |user: Option<U>| {
            user.filter(|user| !is_json_null(user))
                .map(|user| Arc::new(user) as AnyUser)
        });
        self
    }

    /// Sets the store of revoked tokens, which is queried for each request that carries a token.
    /// Defaults to none.
    ///
    /// [`revoke_jwt`](crate::revoke_jwt), [`revoke_token`](crate::revoke_token) and
    /// [`JwtManager::revoke`] write to it. With this set, a token without a `jti` is rejected,
    /// because it could not be revoked. If the store fails, or takes longer than
    /// [`revocation_timeout`](JwtConfig::revocation_timeout), the response is 503. If
    /// [`token_in_blocklist_loader`](Self::token_in_blocklist_loader) is set too, both are queried.
    ///
    /// A store that is chosen at run time is a [`DynRevocationStore`]. Build the manager once, outside of
    /// the `HttpServer` closure: what one worker's own store has revoked, the others accept.
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

    /// Is called when a refresh token was used again, after its session had gone on to the next one. Defaults
    /// to nothing.
    ///
    /// One of the two who have used it is a thief. The session has ended by then, and the request is
    /// rejected, whatever the callback returns; an error is logged. Warn the user, for example.
    ///
    /// ```
    /// use jwt_fresh::{JwtConfig, JwtManager, MemoryRevocationStore};
    /// # async fn send_mail(_: String) {}
    ///
    /// let jwt = JwtManager::builder(JwtConfig::new("a secret of at least thirty-two bytes"))
    ///     .session_store(MemoryRevocationStore::new())
    ///     .on_refresh_reuse(|token| async move { send_mail(token.identity().to_string()).await })
    ///     .build()?;
    /// # Ok::<(), jwt_fresh::ConfigError>(())
    /// ```
    pub fn on_refresh_reuse<F, Fut>(mut self, callback: F) -> Self
    where
        F: Fn(DecodedToken) -> Fut + Send + Sync + 'static,
        Fut: Future<Output: IntoCallbackResult<()>> + 'static,
    {
        let limit = &self.callbacks.limit;
        self.callbacks.refresh_reuse = boxed(limit, callback, |output: ()| output);
        self
    }

    /// Sets the store of sessions, which turns sessions on. Defaults to none.
    ///
    /// A login is then a session, begun by [`start_session`](crate::start_session): its tokens are
    /// accepted as long as the store knows it and it has not ended, on every machine that shares the
    /// store. The store keeps revoked tokens too, so it takes the place of a
    /// [`revocation_store`](Self::revocation_store); to set both is an error of [`build`](Self::build).
    ///
    /// Tokens from before go on: see [`session_rollout`](JwtConfig::session_rollout). A store that is chosen at
    /// run time is a [`DynSessionStore`].
    ///
    /// ```
    /// use jwt_fresh::{JwtConfig, JwtManager, MemoryRevocationStore};
    ///
    /// let jwt = JwtManager::builder(JwtConfig::new("a secret of at least thirty-two bytes"))
    ///     .session_store(MemoryRevocationStore::new())
    ///     .build()?;
    /// # Ok::<(), jwt_fresh::ConfigError>(())
    /// ```
    pub fn session_store(mut self, store: impl SessionStore) -> Self {
        self.callbacks.session_store = Some(DynSessionStore::new(store));
        self
    }

    /// Checks the configuration and creates the manager, which may still reject its own tokens.
    pub(crate) fn build_unchecked(mut self) -> Result<JwtManager, ConfigError> {
        if let Some(sessions) = &self.callbacks.session_store {
            let revocations = DynRevocationStore::of_sessions(sessions);
            if self
                .callbacks
                .revocation_store
                .replace(revocations)
                .is_some()
            {
                return Err(ConfigError::TwoStores);
            }
        }
        if let Some(user) = self.callbacks.user_type
            && may_hold_nobody(user)
        {
            return Err(ConfigError::OptionalUser { user });
        }
        let registered = Registered {
            key_loader: self.callbacks.provide_keys(),
            blocklist_loader: self.callbacks.token_in_blocklist.is_some(),
            revocation_store: self.callbacks.revocation_store.is_some(),
            user_identity_loader: self.callbacks.user_identity.is_some(),
            renewal_claims_loader: self.callbacks.renewal_claims.is_some(),
        };
        let settings = Settings::check(self.config, &registered)?;
        self.callbacks.limit.set(TimeLimit {
            longest: settings.timeouts.callback,
            option: "callback_timeout",
        });
        self.callbacks.revocation_limit.set(TimeLimit {
            longest: settings.timeouts.revocation,
            option: "revocation_timeout",
        });
        let callbacks = Callbacks {
            refuses_weak_keys: settings.dialect.refuses_weak_keys,
            ..self.callbacks
        };
        Ok(JwtManager::from_parts(settings, callbacks))
    }
}

/// Whether the name of a type contains `Option` or `Result` of the standard library, at any depth.
fn may_hold_nobody(type_name: &str) -> bool {
    ["core::option::Option<", "core::result::Result<"]
        .iter()
        .any(|wrapper| type_name.contains(wrapper))
}

/// Whether a value of any type is a JSON null.
fn is_json_null(value: &dyn Any) -> bool {
    value.downcast_ref::<Value>().is_some_and(Value::is_null)
}
