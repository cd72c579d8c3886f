//! [`SigningKey`]: the secret or private key that signs tokens of one algorithm.

use std::{fmt, path::Path};

use jsonwebtoken::{
    AlgorithmFamily, EncodingKey,
    crypto::{CryptoProvider, JwtSigner},
};

use crate::{
    error::config_error::ConfigError,
    jose::algorithm::Algorithm,
    keys::{
        encoding::{
            pem_key::{PRIVATE, read_key_file},
            rsa::RsaNumbers,
        },
        strength::{checked_secret, weakness},
    },
};

/// A secret or private key that signs new tokens with one algorithm.
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
pub struct SigningKey {
    pub(crate) algorithm: Algorithm,
    key: EncodingKey,
}

impl SigningKey {
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
            key: EncodingKey::from_secret(secret),
        })
    }

    /// A private key in PEM form: PKCS#8, PKCS#1 or SEC 1.
    ///
    /// The key may stand anywhere in the text, as in a file with a certificate before it. Line breaks
    /// may be missing, or written out as `\n` or `\r\n`. The base64 of PEM or of DER without PEM's
    /// first and last line, and DER itself, are accepted too. Encrypted keys are not.
    ///
    /// # Errors
    ///
    /// [`ConfigError::InvalidPem`] if the text does not contain one private key for the algorithm;
    /// [`ConfigError::KeyPairForSecret`] for HS256, HS384 and HS512.
    pub fn from_pem(algorithm: Algorithm, pem: impl AsRef<[u8]>) -> Result<Self, ConfigError> {
        let key = PRIVATE.parse(algorithm, pem.as_ref(), is_sound)?;
        Ok(Self { algorithm, key })
    }

    /// A private key in a PEM file.
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

    /// The algorithm of the tokens that it signs.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The bytes of the key as the back ends get them.
    #[cfg(fuzzing)]
    pub(crate) fn bytes(&self) -> &[u8] {
        self.key.as_bytes()
    }

    /// Why the key is weaker than its algorithm, if it is (RFC 7518 sections 3.2 and 3.3).
    pub(crate) fn weakness(&self) -> Option<ConfigError> {
        let numbers = RsaNumbers::from_private_der;
        weakness(
            self.algorithm,
            self.key.family(),
            self.key.as_bytes(),
            numbers,
        )
    }

    /// Signs the message; fails if the key does not fit its algorithm.
    pub(crate) fn sign(
        &self,
        crypto: &CryptoProvider,
        message: &[u8],
    ) -> Result<Vec<u8>, ConfigError> {
        self.signer(crypto)?
            .try_sign(message)
            .map_err(ConfigError::unusable_key)
    }

    /// Prepares the key for signing; fails if it does not fit its algorithm.
    pub(crate) fn signer(
        &self,
        crypto: &CryptoProvider,
    ) -> Result<Box<dyn JwtSigner>, ConfigError> {
        (crypto.signer_factory)(&self.algorithm.to_jsonwebtoken(), &self.key)
            .map_err(ConfigError::unusable_key)
    }
}

/// Whether the numbers of an RSA key can be one. The back end checks other keys as it signs.
fn is_sound(key: &EncodingKey) -> bool {
    key.family() != AlgorithmFamily::Rsa
        || RsaNumbers::from_private_der(key.as_bytes()).is_some_and(|numbers| numbers.are_sound())
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("algorithm", &self.algorithm)
            .field("key", &"[redacted]")
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::verifying_key::VerifyingKey;

    #[test]
    fn a_key_is_never_printed() {
        let signing = SigningKey::from_secret(Algorithm::HS256, "super-secret").unwrap();
        let verifying = VerifyingKey::from_secret(Algorithm::HS256, "super-secret").unwrap();
        for text in [format!("{signing:?}"), format!("{verifying:?}")] {
            assert!(
                text.contains("[redacted]") && !text.contains("super-secret"),
                "{text}"
            );
            assert!(!text.contains("115"), "no bytes either: {text}");
        }
    }
}
