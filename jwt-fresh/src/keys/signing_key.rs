//! The key that signs.

use std::{fmt, path::Path};

use jsonwebtoken::{
    AlgorithmFamily, EncodingKey,
    crypto::{CryptoProvider, JwtSigner},
};

use crate::{
    error::config_error::ConfigError,
    jose::algorithm::Algorithm,
    keys::{
        encoding::{pem, rsa::RsaNumbers},
        strength::{checked_secret, read, weakness},
    },
};

/// A key that signs new tokens with one algorithm. It is never printed.
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
    /// [`ConfigError::EmptySecret`]; [`ConfigError::KeyAsSecret`] for a key in PEM or OpenSSH form;
    /// [`ConfigError::SecretForKeyPair`] for another algorithm.
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

    /// A private key in PEM form: PKCS#8, or PKCS#1 for RSA.
    ///
    /// # Errors
    ///
    /// [`ConfigError::InvalidPem`] if the PEM is no private key for the algorithm;
    /// [`ConfigError::KeyPairForSecret`] for HS256, HS384 and HS512.
    pub fn from_pem(algorithm: Algorithm, pem: impl AsRef<[u8]>) -> Result<Self, ConfigError> {
        let pem = pem.as_ref();
        let family = algorithm.to_jsonwebtoken().family();
        match family {
            AlgorithmFamily::Hmac => return Err(ConfigError::KeyPairForSecret { algorithm }),
            AlgorithmFamily::Rsa => EncodingKey::from_rsa_pem(pem),
            AlgorithmFamily::Ec => EncodingKey::from_ec_pem(pem),
            AlgorithmFamily::Ed => EncodingKey::from_ed_pem(pem),
        }
        .ok()
        .filter(|_| pem::is_private_key(family, pem))
        .map(|key| Self { algorithm, key })
        .filter(Self::is_sound)
        .ok_or(ConfigError::InvalidPem {
            algorithm,
            half: "private",
        })
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
        Self::from_pem(algorithm, read(path.as_ref())?)
    }

    /// The algorithm that it signs with.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Whether the key is what its PEM says; the back end looks at the others as it signs.
    fn is_sound(&self) -> bool {
        self.key.family() != AlgorithmFamily::Rsa
            || RsaNumbers::of_private(self.key.as_bytes())
                .is_some_and(|numbers| numbers.are_sound())
    }

    /// Why the key is weaker than its algorithm, if it is (RFC 7518 sections 3.2 and 3.3).
    pub(crate) fn weakness(&self) -> Option<ConfigError> {
        let numbers = RsaNumbers::of_private;
        weakness(
            self.algorithm,
            self.key.family(),
            self.key.as_bytes(),
            numbers,
        )
    }

    /// Signs the bytes, or says that the key does not fit its algorithm.
    pub(crate) fn sign(
        &self,
        crypto: &CryptoProvider,
        message: &[u8],
    ) -> Result<Vec<u8>, ConfigError> {
        self.signer(crypto)?
            .try_sign(message)
            .map_err(|_| ConfigError::UnusableKey)
    }

    /// The key made ready, if it fits its algorithm.
    pub(crate) fn signer(
        &self,
        crypto: &CryptoProvider,
    ) -> Result<Box<dyn JwtSigner>, ConfigError> {
        (crypto.signer_factory)(&self.algorithm.to_jsonwebtoken(), &self.key)
            .map_err(|_| ConfigError::UnusableKey)
    }
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
