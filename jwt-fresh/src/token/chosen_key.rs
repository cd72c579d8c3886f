//! The key that signs a new token: the configured one, or one that the app chose for an identity.

use serde_json::Value;

use crate::{Algorithm, ConfigError, JwtManager, Result, SigningKey, signer::Signer};

/// The key that signs one token.
pub(super) enum ChosenKey<'m> {
    /// The manager's, made ready before.
    Configured(&'m Signer),
    /// What `encode_key_loader` gave: for this token, and not kept.
    Loaded {
        key: SigningKey,
        manager: &'m JwtManager,
    },
}

impl<'m> ChosenKey<'m> {
    /// The key for an identity, if there is one.
    pub(super) async fn of(manager: &'m JwtManager, identity: &Value) -> Result<Option<Self>> {
        let loaded = manager.callbacks().signing_key_for(identity).await?;
        Ok(match loaded {
            Some(key) => Some(Self::Loaded { key, manager }),
            None => manager
                .settings()
                .keys
                .signing
                .as_ref()
                .map(Self::Configured),
        })
    }

    pub(super) fn algorithm(&self) -> Algorithm {
        match self {
            Self::Configured(signer) => signer.algorithm(),
            Self::Loaded { key, .. } => key.algorithm(),
        }
    }

    /// The segment of a header to which nothing is added, if it is known.
    pub(super) fn usual_header(&self) -> Option<&'m str> {
        match self {
            Self::Configured(signer) => Some(signer.usual_header()),
            Self::Loaded { .. } => None,
        }
    }

    /// Signs the bytes, or says that the key does not fit its algorithm.
    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, ConfigError> {
        match self {
            Self::Configured(signer) => signer.sign(message),
            Self::Loaded { key, manager } => key.sign(manager.settings().keys.crypto, message),
        }
    }
}
