//! The callbacks that a token is made and verified with: identity, claims, headers, keys.

use serde_json::{Map, Value};

use super::{Callback, Callbacks, failed};
use crate::{JwtError, SigningKey, VerifyingKey, dangerous::UnverifiedToken};

impl Callbacks {
    /// What goes into the token for an identity; the identity itself unless the app says otherwise.
    pub(crate) async fn identity_for(&self, identity: Value) -> Result<Value, JwtError> {
        match &self.user_identity {
            None => Ok(identity),
            Some(load) => load(identity)
                .await
                .map_err(|error| failed("user_identity_loader", &error)),
        }
    }

    /// The app's own claims for an identity.
    pub(crate) async fn claims_for(
        &self,
        identity: &Value,
    ) -> Result<Map<String, Value>, JwtError> {
        object(
            &self.additional_claims,
            identity,
            "additional_claims_loader",
        )
        .await
    }

    /// The app's own header members for an identity.
    pub(crate) async fn headers_for(
        &self,
        identity: &Value,
    ) -> Result<Map<String, Value>, JwtError> {
        object(
            &self.additional_headers,
            identity,
            "additional_headers_loader",
        )
        .await
    }

    /// The key that signs for an identity, if the app chooses it.
    pub(crate) async fn signing_key_for(
        &self,
        identity: &Value,
    ) -> Result<Option<SigningKey>, JwtError> {
        match &self.encode_key {
            None => Ok(None),
            Some(load) => load(identity.clone())
                .await
                .map(Some)
                .map_err(|error| failed("encode_key_loader", &error)),
        }
    }

    /// The key that has to verify a token, if the app chooses it. The token is not verified yet.
    pub(crate) async fn verifying_key_for(
        &self,
        token: &[u8],
    ) -> Result<Option<VerifyingKey>, JwtError> {
        match &self.decode_key {
            None => Ok(None),
            Some(load) => match load(UnverifiedToken::read(token)?).await {
                Ok(Some(key)) => Ok(Some(key)),
                // Anybody can write any `kid`; the answer is that of a wrong key, and tells no more.
                Ok(None) => Err(JwtError::invalid_token("Signature verification failed")),
                Err(error) => Err(failed("decode_key_loader", &error)),
            },
        }
    }
}

/// Asks a callback for an object; nothing and null are an empty one.
async fn object(
    callback: &Option<Callback<Value, Value>>,
    identity: &Value,
    name: &str,
) -> Result<Map<String, Value>, JwtError> {
    let Some(load) = callback else {
        return Ok(Map::new());
    };
    match load(identity.clone()).await {
        Ok(Value::Object(object)) => Ok(object),
        Ok(Value::Null) => Ok(Map::new()),
        Ok(_) => Err(failed(name, &"it did not answer with a JSON object".into())),
        Err(error) => Err(failed(name, &error)),
    }
}
