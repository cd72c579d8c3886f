//! The callbacks for creating and verifying a token: identity, claims, headers, keys.

use std::future::poll_fn;

use actix_web::HttpRequest;
use serde_json::{Map, Value};

use crate::{
    error::{
        config_error::ConfigError,
        error_source::ErrorSource,
        events::rate_limit::log_limited,
        jwt_error::{BoxError, JwtError},
    },
    keys::{signing_key::SigningKey, strength, verifying_key::VerifyingKey},
    manager::callbacks::{
        callback_set::{Callback, Callbacks, LocalFuture, failed},
        request_token::KeyQuery,
        token_subject::TokenSubject,
    },
    token::{identity::Identity, token_type::TokenType, unverified::UnverifiedToken},
};

/// What the callbacks of the app give for a new token; `None` for what they don't.
#[derive(Default)]
pub(crate) struct Loaded {
    pub(crate) headers: Option<Map<String, Value>>,
    pub(crate) claims: Option<Map<String, Value>>,
    pub(crate) key: Option<SigningKey>,
    /// The identity to put into the token.
    pub(crate) identity: Option<Value>,
}

impl Callbacks {
    /// Calls the callbacks for a new token; `with_claims` is whether it gets additional claims,
    /// `is_converted` whether its identity is known.
    pub(crate) async fn load(
        &self,
        identity: &Identity,
        kind: TokenType,
        with_claims: bool,
        is_converted: bool,
    ) -> Result<Loaded, JwtError> {
        if !self.load_for_new_tokens() {
            return Ok(Loaded::default());
        }
        Ok(Loaded {
            headers: self.headers_for(identity, kind).await?,
            claims: if with_claims {
                self.claims_for(identity, kind).await?
            } else {
                None
            },
            key: self.signing_key_for(identity, kind).await?,
            identity: if is_converted {
                None
            } else {
                self.identity_for(identity, kind).await?
            },
        })
    }

    /// The identity to put into the token, if the app converts it.
    pub(crate) async fn identity_for(
        &self,
        identity: &Identity,
        kind: TokenType,
    ) -> Result<Option<Value>, JwtError> {
        match &self.user_identity {
            None => Ok(None),
            Some(load) => self
                .noting(
                    "user_identity_loader",
                    load(TokenSubject::new(identity, kind)),
                )
                .await
                .map_err(|error| failed("user_identity_loader", error)),
        }
    }

    /// Additional claims for an identity, if a callback provides them.
    async fn claims_for(
        &self,
        identity: &Identity,
        kind: TokenType,
    ) -> Result<Option<Map<String, Value>>, JwtError> {
        match &self.additional_claims {
            None => Ok(None),
            Some(load) => {
                self.object(load, identity, kind, "additional_claims_loader")
                    .await
            }
        }
    }

    /// Additional header members for an identity, if a callback provides them.
    pub(crate) async fn headers_for(
        &self,
        identity: &Identity,
        kind: TokenType,
    ) -> Result<Option<Map<String, Value>>, JwtError> {
        match &self.additional_headers {
            None => Ok(None),
            Some(load) => {
                self.object(load, identity, kind, "additional_headers_loader")
                    .await
            }
        }
    }

    /// The key that signs for an identity, if the app selects it.
    pub(crate) async fn signing_key_for(
        &self,
        identity: &Identity,
        kind: TokenType,
    ) -> Result<Option<SigningKey>, JwtError> {
        match &self.encode_key {
            None => Ok(None),
            Some(load) => {
                let key = self
                    .noting("encode_key_loader", load(TokenSubject::new(identity, kind)))
                    .await
                    .map_err(|error| failed("encode_key_loader", error))?;
                self.check_strength("encode_key_loader", key.weakness())?;
                Ok(Some(key))
            }
        }
    }

    /// The key that verifies a token, if the app selects it. The token is not verified yet; if the
    /// app returns no key, its signature counts as invalid.
    pub(crate) async fn verifying_key_for(
        &self,
        token: &[u8],
        request: Option<&HttpRequest>,
    ) -> Result<Option<VerifyingKey>, JwtError> {
        match &self.decode_key {
            None => Ok(None),
            Some(load) => {
                let key = load(KeyQuery::new(UnverifiedToken::read(token)?, request))
                    .await
                    .map_err(|error| failed("decode_key_loader", error))?
                    .ok_or_else(JwtError::bad_signature)?;
                self.check_strength("decode_key_loader", key.weakness())?;
                Ok(Some(key))
            }
        }
    }

    /// Checks that a key from a callback is as strong as a configured one has to be.
    fn check_strength(
        &self,
        callback: &str,
        weakness: Option<ConfigError>,
    ) -> Result<(), JwtError> {
        let warned = Some(&self.warned_of_weak_key);
        strength::check_strength(weakness, self.refuses_weak_keys, Some(callback), warned).map_err(
            |weakness| {
                log_limited!(
                    error,
                    callback,
                    error = %weakness,
                    "a callback failed: its key is too weak; the request is rejected"
                );
                JwtError::UnusableKey {
                    source: ErrorSource::new(weakness),
                }
            },
        )
    }

    /// Claims for the identity of a token that is renewed, if a callback provides them.
    ///
    /// `additional_claims_loader` is called with what `user_identity_loader` converts, and only without
    /// that one it is the identity in the token.
    pub(crate) async fn renewal_claims_for(
        &self,
        identity: &Identity,
    ) -> Result<Option<Map<String, Value>>, JwtError> {
        let (name, loaded) = match (&self.renewal_claims, &self.additional_claims) {
            // Not called for `.encode()`, so it may wait.
            (Some(load), _) => (
                "renewal_claims_loader",
                load(TokenSubject::new(identity, TokenType::Access)).await,
            ),
            (None, Some(load)) if self.user_identity.is_none() => {
                let name = "additional_claims_loader";
                (
                    name,
                    self.noting(name, load(TokenSubject::new(identity, TokenType::Access)))
                        .await,
                )
            }
            (None, _) => return Ok(None),
        };
        loaded.and_then(object).map_err(|error| {
            log_limited!(warn, callback = name, %error, "a callback failed; the cookie is not renewed");
            JwtError::CallbackFailed {
                source: ErrorSource::new(error),
            }
        })
    }

    /// Calls a callback that returns a JSON object; null counts as none.
    async fn object(
        &self,
        load: &Callback<TokenSubject, Value>,
        identity: &Identity,
        kind: TokenType,
        name: &'static str,
    ) -> Result<Option<Map<String, Value>>, JwtError> {
        let loaded = self
            .noting(name, load(TokenSubject::new(identity, kind)))
            .await;
        loaded.and_then(object).map_err(|error| failed(name, error))
    }

    /// Awaits a loader of a new token, and notes its name if it is not ready at once.
    async fn noting<T>(&self, name: &'static str, mut loading: LocalFuture<T>) -> T {
        poll_fn(|context| {
            let polled = loading.as_mut().poll(context);
            if polled.is_pending() {
                self.waiting_loader.get_or_init(|| name);
            }
            polled
        })
        .await
    }
}

/// The members of a JSON object; null counts as none.
fn object(value: Value) -> Result<Option<Map<String, Value>>, BoxError> {
    match value {
        Value::Object(object) => Ok(Some(object)),
        Value::Null => Ok(None),
        _ => Err("it did not return a JSON object".into()),
    }
}
