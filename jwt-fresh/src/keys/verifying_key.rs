//! [`VerifyingKey`]: the secret or public key that verifies tokens of one algorithm.

use std::{fmt, hash::Hasher, path::Path};

use jsonwebtoken::{
    DecodingKey, DecodingKeyKind,
    crypto::{CryptoProvider, JwtVerifier},
};

use crate::{
    error::config_error::ConfigError,
    jose::algorithm::Algorithm,
    keys::{
        encoding::{
            pem_key::{PUBLIC, read_key_file},
            rsa::RsaNumbers,
        },
        strength::{checked_secret, weakness},
    },
};

/// A secret or public key that verifies tokens of one algorithm.
///
/// `Debug` does not print the key, and its memory is overwritten with zeros when it is dropped.
///
/// ```
/// use jwt_fresh::{Algorithm, JwtConfig, KeySource, SigningKey, VerifyingKey};
///
/// let secret = "a secret of at least thirty-two bytes";
/// let keys = KeySource::keys(
///     Some(SigningKey::from_secret(Algorithm::HS256, secret)?),
///     [VerifyingKey::from_secret(Algorithm::HS256, secret)?],
/// );
/// let config = JwtConfig::new(keys);
/// # Ok::<(), jwt_fresh::ConfigError>(())
/// ```
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
    /// [`ConfigError::EmptySecret`]; [`ConfigError::KeyAsSecret`] for a key of a pair in any form, as
    /// everybody has its public half; [`ConfigError::SecretForKeyPair`] for another algorithm.
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
    /// The text may be in the same forms as for [`SigningKey::from_pem`](crate::SigningKey::from_pem).
    ///
    /// # Errors
    ///
    /// [`ConfigError::InvalidPem`] if the text does not contain one public key for the algorithm: a
    /// certificate or a private key is none; [`ConfigError::KeyPairForSecret`] for HS256, HS384 and HS512.
    pub fn from_pem(algorithm: Algorithm, pem: impl AsRef<[u8]>) -> Result<Self, ConfigError> {
        let key = PUBLIC.parse(algorithm, pem.as_ref(), |key| is_sound(algorithm, key))?;
        Ok(Self { algorithm, key })
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
        Self::from_pem(algorithm, read_key_file(path.as_ref())?.as_slice())
    }

    /// The algorithm of the tokens that it verifies.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Prepares the key for verifying; fails if it does not fit its algorithm.
    pub(crate) fn verifier(
        &self,
        crypto: &CryptoProvider,
    ) -> Result<Box<dyn JwtVerifier>, ConfigError> {
        (crypto.verifier_factory)(&self.algorithm.to_jsonwebtoken(), &self.key)
            .map_err(ConfigError::unusable_key)
    }

    /// Feeds the key and its algorithm to a hasher.
    pub(crate) fn hash_into(&self, hasher: &mut impl Hasher) {
        hasher.write(self.algorithm.name().as_bytes());
        hasher.write_u8(0);
        hasher.write(bytes(&self.key));
    }

    /// The bytes of the key as the back ends get them.
    #[cfg(fuzzing)]
    pub(crate) fn bytes(&self) -> &[u8] {
        bytes(&self.key)
    }

    /// Why the key is weaker than its algorithm, if it is (RFC 7518 sections 3.2 and 3.3).
    pub(crate) fn weakness(&self) -> Option<ConfigError> {
        let numbers = RsaNumbers::from_public_der;
        weakness(self.algorithm, self.key.family(), bytes(&self.key), numbers)
    }
}

/// Whether the bytes of a public key have the form of a key for the algorithm.
fn is_sound(algorithm: Algorithm, key: &DecodingKey) -> bool {
    let bytes = bytes(key);
    // A point that is not compressed (SEC 1 section 2.3.3), or an RFC 8032 key.
    match algorithm {
        Algorithm::ES256 => bytes.len() == 65 && bytes.starts_with(&[4]),
        Algorithm::ES384 => bytes.len() == 97 && bytes.starts_with(&[4]),
        Algorithm::EdDSA => bytes.len() == 32,
        _ => RsaNumbers::from_public_der(bytes).is_some_and(|numbers| numbers.are_sound()),
    }
}

/// The secret, or the DER of the public key.
fn bytes(key: &DecodingKey) -> &[u8] {
    match key.kind() {
        DecodingKeyKind::SecretOrDer(bytes) => bytes,
        DecodingKeyKind::RsaModulusExponent { .. } => &[],
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
