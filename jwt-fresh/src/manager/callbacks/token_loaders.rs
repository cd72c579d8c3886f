//! The callbacks that a token is made and verified with: identity, claims, headers, keys.

use serde_json::{Map, Value};

use crate::{
    error::{config_error::ConfigError, error_source::ErrorSource, jwt_error::JwtError},
    keys::{signing_key::SigningKey, strength, verifying_key::VerifyingKey},
    manager::callbacks::callback_set::{Callback, Callbacks, failed},
    token::unverified::UnverifiedToken,
};

impl Callbacks {
    /// What goes into the token for an identity, if the app says something else than that itself.
    pub(crate) async fn identity_for(&self, identity: &Value) -> Result<Option<Value>, JwtError> {
        match &self.user_identity {
            None => Ok(None),
            Some(load) => load(identity.clone())
                .await
                .map(Some)
                .map_err(|error| failed("user_identity_loader", error)),
        }
    }

    /// The app's own claims for an identity, if it has any.
    pub(crate) async fn claims_for(
        &self,
        identity: &Value,
    ) -> Result<Option<Map<String, Value>>, JwtError> {
        match &self.additional_claims {
            None => Ok(None),
            Some(load) => object(load, identity, "additional_claims_loader").await,
        }
    }

    /// The app's own header members for an identity, if it has any.
    pub(crate) async fn headers_for(
        &self,
        identity: &Value,
    ) -> Result<Option<Map<String, Value>>, JwtError> {
        match &self.additional_headers {
            None => Ok(None),
            Some(load) => object(load, identity, "additional_headers_loader").await,
        }
    }

    /// The key that signs for an identity, if the app chooses it.
    pub(crate) async fn signing_key_for(
        &self,
        identity: &Value,
    ) -> Result<Option<SigningKey>, JwtError> {
        match &self.encode_key {
            None => Ok(None),
            Some(load) => {
                let key = load(identity.clone())
                    .await
                    .map_err(|error| failed("encode_key_loader", error))?;
                self.check_strength("encode_key_loader", key.weakness())?;
                Ok(Some(key))
            }
        }
    }

    /// The key that has to verify a token, if the app chooses it. The token is not verified yet, and
    /// where the app has no key for it, it can't be.
    pub(crate) async fn verifying_key_for(
        &self,
        token: &[u8],
    ) -> Result<Option<VerifyingKey>, JwtError> {
        match &self.decode_key {
            None => Ok(None),
            Some(load) => {
                let key = load(UnverifiedToken::read(token)?)
                    .await
                    .map_err(|error| failed("decode_key_loader", error))?
                    .ok_or_else(|| JwtError::invalid_token("Signature verification failed"))?;
                self.check_strength("decode_key_loader", key.weakness())?;
                Ok(Some(key))
            }
        }
    }

    /// Requires of a loaded key what is required of a configured one.
    fn check_strength(
        &self,
        callback: &str,
        weakness: Option<ConfigError>,
    ) -> Result<(), JwtError> {
        let warned = Some(&self.warned_of_weak_key);
        strength::check_strength(weakness, self.refuses_weak_keys, Some(callback), warned).map_err(
            |weakness| {
                tracing::error!(
                    callback,
                    error = %weakness,
                    "a callback returned a key that is too weak; the request is rejected"
                );
                JwtError::UnusableKey(ErrorSource::new(weakness))
            },
        )
    }
}

/// Asks a callback for an object; null is none.
async fn object(
    load: &Callback<Value, Value>,
    identity: &Value,
    name: &str,
) -> Result<Option<Map<String, Value>>, JwtError> {
    match load(identity.clone()).await {
        Ok(Value::Object(object)) => Ok(Some(object)),
        Ok(Value::Null) => Ok(None),
        Ok(_) => Err(failed(name, "it did not answer with a JSON object".into())),
        Err(error) => Err(failed(name, error)),
    }
}
