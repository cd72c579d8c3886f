//! The keys that sign and verify, each bound to one algorithm.

mod pem;
mod rsa;

use std::{fmt, path::Path};

use jsonwebtoken::{
    AlgorithmFamily, DecodingKey, DecodingKeyKind, EncodingKey,
    crypto::{CryptoProvider, JwtVerifier},
};
use rsa::RsaNumbers;

use crate::{Algorithm, ConfigError};

/// A key that signs new tokens with one algorithm. It is never printed.
#[derive(Clone)]
pub struct SigningKey {
    algorithm: Algorithm,
    key: EncodingKey,
}

impl SigningKey {
    /// A shared secret, for HS256, HS384 or HS512.
    ///
    /// # Errors
    ///
    /// [`ConfigError::EmptySecret`], or [`ConfigError::SecretForKeyPair`] for another algorithm.
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
    /// [`ConfigError::InvalidPem`] if the PEM is no private key for the algorithm.
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
        (crypto.signer_factory)(&self.algorithm.to_jsonwebtoken(), &self.key)
            .ok()
            .and_then(|signer| signer.try_sign(message).ok())
            .ok_or(ConfigError::UnusableKey)
    }
}

/// A key that verifies tokens of one algorithm. It is never printed.
#[derive(Clone)]
pub struct VerifyingKey {
    algorithm: Algorithm,
    key: DecodingKey,
}

impl VerifyingKey {
    /// A shared secret, for HS256, HS384 or HS512.
    ///
    /// # Errors
    ///
    /// [`ConfigError::EmptySecret`], or [`ConfigError::SecretForKeyPair`] for another algorithm.
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
    /// none, nor is a private key.
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

fn weakness<'k>(
    algorithm: Algorithm,
    family: AlgorithmFamily,
    key: &'k [u8],
    numbers: fn(&'k [u8]) -> Option<RsaNumbers<'k>>,
) -> Option<ConfigError> {
    match family {
        AlgorithmFamily::Hmac => {
            let is_short = key.len() < algorithm.min_secret_bytes();
            is_short.then_some(ConfigError::WeakSecret { algorithm })
        }
        AlgorithmFamily::Rsa => {
            let is_short = numbers(key).is_none_or(|numbers| numbers.are_short());
            is_short.then_some(ConfigError::WeakRsaKey)
        }
        AlgorithmFamily::Ec | AlgorithmFamily::Ed => None,
    }
}

fn read(path: &Path) -> Result<Vec<u8>, ConfigError> {
    std::fs::read(path).map_err(|error| ConfigError::UnreadableKeyFile {
        path: path.to_owned(),
        kind: error.kind(),
    })
}

fn checked_secret(algorithm: Algorithm, secret: &[u8]) -> Result<&[u8], ConfigError> {
    if !algorithm.is_symmetric() {
        return Err(ConfigError::SecretForKeyPair { algorithm });
    }
    if secret.is_empty() {
        return Err(ConfigError::EmptySecret);
    }
    if pem::is_no_secret(secret) {
        return Err(ConfigError::KeyAsSecret { algorithm });
    }
    Ok(secret)
}

macro_rules! redacted {
    ($($key:ident)*) => {$(
        impl fmt::Debug for $key {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($key))
                    .field("algorithm", &self.algorithm)
                    .field("key", &"[redacted]")
                    .finish()
            }
        }
    )*};
}

redacted!(SigningKey VerifyingKey);

#[cfg(test)]
mod tests {
    use super::*;

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
