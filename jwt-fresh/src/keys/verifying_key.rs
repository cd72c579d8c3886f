//! The key that verifies.

use std::{fmt, path::Path};

use jsonwebtoken::{
    AlgorithmFamily, DecodingKey, DecodingKeyKind,
    crypto::{CryptoProvider, JwtVerifier},
};

use crate::{
    error::config_error::ConfigError,
    jose::algorithm::Algorithm,
    keys::{
        encoding::{pem, rsa::RsaNumbers},
        strength::{checked_secret, read, weakness},
    },
};

/// A key that verifies tokens of one algorithm. It is never printed.
#[derive(Clone)]
pub struct VerifyingKey {
    pub(crate) algorithm: Algorithm,
    key: DecodingKey,
}

impl VerifyingKey {
    /// A shared secret, for HS256, HS384 or HS512.
    ///
    /// # Errors
    ///
    /// [`ConfigError::EmptySecret`]; [`ConfigError::KeyAsSecret`] for a key in PEM or OpenSSH form;
    /// [`ConfigError::SecretForKeyPair`] for another algorithm.
    pub fn from_secret(
        algorithm: Algorithm,
        secret: impl AsRef<[u8]>,
    ) -> Result<Self, ConfigError> {
        let secret = checked_secret(algorithm, secret.as_ref())?;
        Ok(Self {
            algorithm,
            key: DecodingKey::from_secret(secret),
        })
    }

    /// A public key in PEM form: SPKI, or PKCS#1 for RSA.
    ///
    /// # Errors
    ///
    /// [`ConfigError::InvalidPem`] if the PEM is no public key for the algorithm: a certificate is
    /// none, nor is a private key; [`ConfigError::KeyPairForSecret`] for HS256, HS384 and HS512.
    pub fn from_pem(algorithm: Algorithm, pem: impl AsRef<[u8]>) -> Result<Self, ConfigError> {
        let pem = pem.as_ref();
        let family = algorithm.to_jsonwebtoken().family();
        match family {
            AlgorithmFamily::Hmac => return Err(ConfigError::KeyPairForSecret { algorithm }),
            AlgorithmFamily::Rsa => DecodingKey::from_rsa_pem(pem),
            AlgorithmFamily::Ec => DecodingKey::from_ec_pem(pem),
            AlgorithmFamily::Ed => DecodingKey::from_ed_pem(pem),
        }
        .ok()
        .filter(|_| pem::is_public_key(family, pem))
        .map(|key| Self { algorithm, key })
        .filter(Self::is_sound)
        .ok_or(ConfigError::InvalidPem {
            algorithm,
            half: "public",
        })
    }

    /// A public key in a PEM file.
    ///
    /// # Errors
    ///
    /// [`ConfigError::UnreadableKeyFile`]; otherwise as [`from_pem`](Self::from_pem).
    pub fn from_pem_file(
        algorithm: Algorithm,
        path: impl AsRef<Path>,
    ) -> Result<Self, ConfigError> {
        Self::from_pem(algorithm, read(path.as_ref())?)
    }

    /// The algorithm of the tokens that it verifies.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The key made ready to verify.
    pub(crate) fn verifier(
        &self,
        crypto: &CryptoProvider,
    ) -> Result<Box<dyn JwtVerifier>, ConfigError> {
        (crypto.verifier_factory)(&self.algorithm.to_jsonwebtoken(), &self.key)
            .map_err(|_| ConfigError::UnusableKey)
    }

    /// Whether the key is one for its algorithm, as far as its form tells.
    fn is_sound(&self) -> bool {
        let bytes = self.bytes();
        // A point that is not compressed (SEC 1 section 2.3.3), or an RFC 8032 key.
        match self.algorithm {
            Algorithm::ES256 => bytes.len() == 65 && bytes.starts_with(&[4]),
            Algorithm::ES384 => bytes.len() == 97 && bytes.starts_with(&[4]),
            Algorithm::EdDSA => bytes.len() == 32,
            _ => RsaNumbers::of_public(bytes).is_some_and(|numbers| numbers.are_sound()),
        }
    }

    /// Why the key is weaker than its algorithm, if it is (RFC 7518 sections 3.2 and 3.3).
    pub(crate) fn weakness(&self) -> Option<ConfigError> {
        let numbers = RsaNumbers::of_public;
        weakness(self.algorithm, self.key.family(), self.bytes(), numbers)
    }

    /// The secret, or the DER of the public key.
    fn bytes(&self) -> &[u8] {
        match self.key.kind() {
            DecodingKeyKind::SecretOrDer(bytes) => bytes,
            DecodingKeyKind::RsaModulusExponent { .. } => &[],
        }
    }
}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifyingKey")
            .field("algorithm", &self.algorithm)
            .field("key", &"[redacted]")
            .finish()
    }
}
