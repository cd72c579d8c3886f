//! Keys under their Python names: a secret and a key pair, of which the algorithm uses one.

use crate::{
    error::config_error::ConfigError,
    jose::algorithm::Algorithm,
    keys::{secret_bytes::SecretBytes, signing_key::SigningKey, verifying_key::VerifyingKey},
};

/// A secret and a key pair. All may be set, in any order; the algorithm decides which are used.
#[derive(Clone, Default)]
pub(crate) struct NamedKeys {
    pub(crate) secret: Option<SecretBytes>,
    /// The web app's own secret (`SECRET_KEY`), used if no other is set.
    pub(crate) fallback_secret: Option<SecretBytes>,
    pub(crate) private_pem: Option<SecretBytes>,
    pub(crate) public_pem: Option<SecretBytes>,
}

impl NamedKeys {
    /// A secret that is set in the code.
    pub(crate) fn from_secret(secret: SecretBytes) -> Self {
        Self {
            secret: Some(secret),
            ..Self::default()
        }
    }

    /// Whether a key other than the fallback secret is set.
    pub(crate) fn is_set(&self) -> bool {
        self.secret.is_some() || self.private_pem.is_some() || self.public_pem.is_some()
    }

    /// The key that signs; `None` if only the public half is set.
    pub(crate) fn signing(&self, algorithm: Algorithm) -> Result<Option<SigningKey>, ConfigError> {
        if algorithm.is_symmetric() {
            let secret = self.secret_for(algorithm)?;
            return SigningKey::from_secret(algorithm, secret).map(Some);
        }
        match &self.private_pem {
            Some(pem) => SigningKey::from_pem(algorithm, pem.as_slice()).map(Some),
            None if self.public_pem.is_some() => Ok(None),
            None => Err(self.no_key(algorithm)),
        }
    }

    /// The key that verifies; `None` if only the private half is set.
    pub(crate) fn verifying(
        &self,
        algorithm: Algorithm,
    ) -> Result<Option<VerifyingKey>, ConfigError> {
        if algorithm.is_symmetric() {
            let secret = self.secret_for(algorithm)?;
            return VerifyingKey::from_secret(algorithm, secret).map(Some);
        }
        match &self.public_pem {
            Some(pem) => VerifyingKey::from_pem(algorithm, pem.as_slice()).map(Some),
            None if self.private_pem.is_some() => Ok(None),
            None => Err(self.no_key(algorithm)),
        }
    }

    /// The secret, or the fallback if that is unset or empty.
    fn secret_for(&self, algorithm: Algorithm) -> Result<&[u8], ConfigError> {
        [&self.secret, &self.fallback_secret]
            .into_iter()
            .flatten()
            .map(SecretBytes::as_slice)
            .find(|secret| !secret.is_empty())
            .ok_or_else(|| self.no_key(algorithm))
    }

    /// The error for a missing key: none is set, or only one of the other kind.
    fn no_key(&self, algorithm: Algorithm) -> ConfigError {
        let has_pair = self.private_pem.is_some() || self.public_pem.is_some();
        match algorithm.is_symmetric() {
            true if has_pair => ConfigError::KeyPairForSecret { algorithm },
            true if self.secret.is_some() => ConfigError::EmptySecret,
            false if self.secret.is_some() => ConfigError::SecretForKeyPair { algorithm },
            _ => ConfigError::NoKey { algorithm },
        }
    }
}
