//! The keys that sign and verify, each bound to one algorithm.

use std::fmt;

use jsonwebtoken::{
    DecodingKey, EncodingKey,
    crypto::{CryptoProvider, JwtVerifier},
};

use crate::{Algorithm, ConfigError};

/// A shared HMAC secret as the user typed it.
#[derive(Clone)]
pub(crate) struct Secret(Vec<u8>);

impl Secret {
    pub(crate) fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the secret has fewer bytes than the algorithm's hash (RFC 7518 section 3.2).
    pub(crate) fn is_weak_for(&self, algorithm: Algorithm) -> bool {
        self.0.len() < algorithm.min_secret_bytes()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret([redacted])")
    }
}

/// The key that signs new tokens.
pub(crate) struct SigningKey {
    algorithm: Algorithm,
    key: EncodingKey,
}

impl SigningKey {
    pub(crate) fn from_secret(algorithm: Algorithm, secret: &Secret) -> Self {
        Self {
            algorithm,
            key: EncodingKey::from_secret(&secret.0),
        }
    }

    pub(crate) fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Signs the bytes, or says that the key does not fit its algorithm.
    pub(crate) fn sign(
        &self,
        crypto: &CryptoProvider,
        message: &[u8],
    ) -> Result<Vec<u8>, ConfigError> {
        (crypto.signer_factory)(&self.algorithm.to_jsonwebtoken(), &self.key)
            .ok()
            .and_then(|signer| signer.try_sign(message).ok())
            .ok_or(ConfigError::UnusableKey)
    }
}

/// A key that verifies tokens of one algorithm.
pub(crate) struct VerifyingKey {
    algorithm: Algorithm,
    key: DecodingKey,
}

impl VerifyingKey {
    pub(crate) fn from_secret(algorithm: Algorithm, secret: &Secret) -> Self {
        Self {
            algorithm,
            key: DecodingKey::from_secret(&secret.0),
        }
    }
}

/// The verifying keys made ready, so that no request pays for it again.
///
/// Neither `Send` nor `Sync`, because jsonwebtoken's verifiers are not: each worker has its own.
pub(crate) struct Verifiers(Vec<(Algorithm, Box<dyn JwtVerifier>)>);

impl Verifiers {
    pub(crate) fn new(crypto: &CryptoProvider, keys: &[VerifyingKey]) -> Result<Self, ConfigError> {
        keys.iter()
            .map(|key| {
                (crypto.verifier_factory)(&key.algorithm.to_jsonwebtoken(), &key.key)
                    .map(|verifier| (key.algorithm, verifier))
                    .map_err(|_| ConfigError::UnusableKey)
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// The verifier for the algorithm that a token's header names, if that one is allowed.
    pub(crate) fn for_algorithm(&self, name: &str) -> Option<&dyn JwtVerifier> {
        self.0
            .iter()
            .find(|(algorithm, _)| algorithm.name() == name)
            .map(|(_, verifier)| verifier.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_never_printed() {
        assert_eq!(
            format!("{:?}", Secret::new("super-secret")),
            "Secret([redacted])"
        );
    }
}
