//! The keys that sign and verify, each bound to one algorithm.

use std::fmt;

use jsonwebtoken::{
    AlgorithmFamily, DecodingKey, DecodingKeyKind, EncodingKey,
    crypto::{CryptoProvider, JwtVerifier},
};

use crate::{Algorithm, ConfigError};

/// The shortest RSA modulus that RFC 7518 section 3.3 takes, in bits.
pub(crate) const MIN_RSA_BITS: usize = 2048;

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
        match algorithm.to_jsonwebtoken().family() {
            AlgorithmFamily::Hmac => return Err(ConfigError::KeyPairForSecret { algorithm }),
            AlgorithmFamily::Rsa => EncodingKey::from_rsa_pem(pem),
            AlgorithmFamily::Ec => EncodingKey::from_ec_pem(pem),
            AlgorithmFamily::Ed => EncodingKey::from_ed_pem(pem),
        }
        .map(|key| Self { algorithm, key })
        .map_err(|_| ConfigError::InvalidPem {
            algorithm,
            half: "private",
        })
    }

    /// The algorithm that it signs with.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
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
    /// [`ConfigError::InvalidPem`] if the PEM is no public key for the algorithm.
    pub fn from_pem(algorithm: Algorithm, pem: impl AsRef<[u8]>) -> Result<Self, ConfigError> {
        let pem = pem.as_ref();
        match algorithm.to_jsonwebtoken().family() {
            AlgorithmFamily::Hmac => return Err(ConfigError::KeyPairForSecret { algorithm }),
            AlgorithmFamily::Rsa => DecodingKey::from_rsa_pem(pem),
            AlgorithmFamily::Ec => DecodingKey::from_ec_pem(pem),
            AlgorithmFamily::Ed => DecodingKey::from_ed_pem(pem),
        }
        .map(|key| Self { algorithm, key })
        .map_err(|_| ConfigError::InvalidPem {
            algorithm,
            half: "public",
        })
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

    /// Why the key is weaker than its algorithm, if it is (RFC 7518 sections 3.2 and 3.3).
    pub(crate) fn weakness(&self, crypto: &CryptoProvider) -> Option<ConfigError> {
        let DecodingKeyKind::SecretOrDer(bytes) = self.key.kind() else {
            return None;
        };
        let algorithm = self.algorithm;
        match self.key.family() {
            AlgorithmFamily::Hmac if bytes.len() < algorithm.min_secret_bytes() => {
                Some(ConfigError::WeakSecret { algorithm })
            }
            AlgorithmFamily::Rsa => {
                let (modulus, _) =
                    (crypto.key_utils.rsa_pub_components_from_public_key)(bytes).ok()?;
                (bits(&modulus) < MIN_RSA_BITS).then_some(ConfigError::WeakRsaKey)
            }
            _ => None,
        }
    }
}

/// The length of a big-endian number, without its leading zeros.
fn bits(number: &[u8]) -> usize {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let top = number
        .get(zeros)
        .map_or(8, |byte| byte.leading_zeros() as usize);
    (number.len() - zeros) * 8 - top.min(8) * usize::from(zeros < number.len())
}

fn checked_secret(algorithm: Algorithm, secret: &[u8]) -> Result<&[u8], ConfigError> {
    if !algorithm.is_symmetric() {
        return Err(ConfigError::SecretForKeyPair { algorithm });
    }
    if secret.is_empty() {
        return Err(ConfigError::EmptySecret);
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

    #[test]
    fn bits_of_a_number() {
        assert_eq!(bits(&[]), 0);
        assert_eq!(bits(&[0, 0]), 0);
        assert_eq!(bits(&[0, 1]), 1);
        assert_eq!(bits(&[0x80, 0]), 16);
        assert_eq!(bits(&[0, 0xff, 0, 0]), 24);
    }
}
