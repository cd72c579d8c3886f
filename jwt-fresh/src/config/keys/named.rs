//! Keys as the Python libraries know them: a secret and a pair, of which the algorithm takes one.

use crate::{
    error::config_error::ConfigError,
    jose::algorithm::Algorithm,
    keys::{signing_key::SigningKey, verifying_key::VerifyingKey},
};

/// Keys that may all be set, in any order; which of them count is settled with the algorithm.
#[derive(Clone, Default)]
pub(crate) struct NamedKeys {
    pub(crate) secret: Option<Vec<u8>>,
    /// The web app's own secret, for where no other is set.
    pub(crate) fallback_secret: Option<Vec<u8>>,
    pub(crate) private_pem: Option<Vec<u8>>,
    pub(crate) public_pem: Option<Vec<u8>>,
}

impl NamedKeys {
    pub(crate) fn secret(secret: Vec<u8>) -> Self {
        Self {
            secret: Some(secret),
            ..Self::default()
        }
    }

    /// Whether there is any key but the fallback.
    pub(crate) fn is_set(&self) -> bool {
        self.secret.is_some() || self.private_pem.is_some() || self.public_pem.is_some()
    }

    /// The key for new tokens; `None` if only the public half is known.
    pub(crate) fn signing(&self, algorithm: Algorithm) -> Result<Option<SigningKey>, ConfigError> {
        if algorithm.is_symmetric() {
            let secret = self.secret_for(algorithm)?;
            return SigningKey::from_secret(algorithm, secret).map(Some);
        }
        match &self.private_pem {
            Some(pem) => SigningKey::from_pem(algorithm, pem).map(Some),
            None if self.public_pem.is_some() => Ok(None),
            None => Err(self.no_key(algorithm)),
        }
    }

    /// The key that verifies tokens; `None` if only the private half is known.
    pub(crate) fn verifying(
        &self,
        algorithm: Algorithm,
    ) -> Result<Option<VerifyingKey>, ConfigError> {
        if algorithm.is_symmetric() {
            let secret = self.secret_for(algorithm)?;
            return VerifyingKey::from_secret(algorithm, secret).map(Some);
        }
        match &self.public_pem {
            Some(pem) => VerifyingKey::from_pem(algorithm, pem).map(Some),
            None if self.private_pem.is_some() => Ok(None),
            None => Err(self.no_key(algorithm)),
        }
    }

    fn secret_for(&self, algorithm: Algorithm) -> Result<&[u8], ConfigError> {
        [&self.secret, &self.fallback_secret]
            .into_iter()
            .flatten()
            .find(|secret| !secret.is_empty())
            .map(Vec::as_slice)
            .ok_or_else(|| self.no_key(algorithm))
    }

    /// Why there is no key for that algorithm: none at all, or one of the other sort.
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
