//! [`KeySource`]: the keys of a configuration, as a secret, a key pair or names to be set later.

use std::{fmt, path::Path};

use crate::{
    config::keys::named::NamedKeys,
    error::config_error::ConfigError,
    jose::algorithm::Algorithm,
    keys::{
        outside_signer::{OutsideKey, OutsideSigner},
        secret_bytes::SecretBytes,
        signing_key::SigningKey,
        verifying_key::VerifyingKey,
    },
};

/// The keys of a configuration: a shared secret, a key pair, a public key alone, or one whose private half is
/// [outside](Self::outside) of the process.
///
/// Text and bytes convert to a secret: `JwtConfig::new("secret")`. For a key pair:
///
/// ```no_run
/// use jwt_fresh::{Algorithm, JwtConfig, KeySource};
///
/// let keys = KeySource::pem_files(Algorithm::ES256, "private.pem", "public.pem")?;
/// let config = JwtConfig::new(keys);
/// # Ok::<(), jwt_fresh::ConfigError>(())
/// ```
///
/// `Debug` does not print the keys. Their memory is overwritten with zeros when the last clone is
/// dropped; clones share a secret and do not copy it. A `String` or `Vec<u8>` that is passed by
/// value is taken over; of a borrowed secret the original remains.
#[derive(Clone)]
pub struct KeySource {
    pub(crate) by_name: NamedKeys,
    /// Ignored as a whole if a key is set by name.
    typed: Option<TypedKeys>,
}

/// Keys that are each bound to an algorithm.
#[derive(Clone)]
pub(crate) struct TypedKeys {
    pub(crate) signing: Option<SigningKey>,
    pub(crate) verifying: Vec<VerifyingKey>,
    /// A signing key outside of the process, in place of `signing`.
    pub(crate) outside: Option<OutsideKey>,
}

impl KeySource {
    /// A shared secret, for HS256, HS384 or HS512.
    pub fn secret(secret: impl Into<Vec<u8>>) -> Self {
        Self {
            by_name: NamedKeys::from_secret(SecretBytes::from(secret.into())),
            typed: None,
        }
    }

    /// No key in the code: it is set by its Python name, usually in the environment.
    ///
    /// See [`JwtConfig::with_env`](crate::JwtConfig::with_env). If no key is set,
    /// [`JwtManager::new`](crate::JwtManager::new) returns [`ConfigError::NoKey`].
    pub fn unset() -> Self {
        Self {
            by_name: NamedKeys::default(),
            typed: None,
        }
    }

    /// The typed keys, unless a key is set by name.
    pub(crate) fn typed(&self) -> Option<&TypedKeys> {
        self.typed.as_ref().filter(|_| !self.by_name.is_set())
    }

    /// A private and a public key in PEM form.
    ///
    /// # Errors
    ///
    /// [`ConfigError::InvalidPem`] if one of them is not a key for the algorithm;
    /// [`ConfigError::KeyPairForSecret`] for HS256, HS384 and HS512.
    pub fn pem_pair(
        algorithm: Algorithm,
        private: impl AsRef<[u8]>,
        public: impl AsRef<[u8]>,
    ) -> Result<Self, ConfigError> {
        Ok(Self::keys(
            Some(SigningKey::from_pem(algorithm, private)?),
            [VerifyingKey::from_pem(algorithm, public)?],
        ))
    }

    /// A private and a public key in PEM files.
    ///
    /// # Errors
    ///
    /// [`ConfigError::UnreadableKeyFile`]; otherwise as [`pem_pair`](Self::pem_pair).
    pub fn pem_files(
        algorithm: Algorithm,
        private: impl AsRef<Path>,
        public: impl AsRef<Path>,
    ) -> Result<Self, ConfigError> {
        Ok(Self::keys(
            Some(SigningKey::from_pem_file(algorithm, private)?),
            [VerifyingKey::from_pem_file(algorithm, public)?],
        ))
    }

    /// A public key in PEM form: tokens can be verified, but none can be made.
    ///
    /// # Errors
    ///
    /// [`ConfigError::InvalidPem`] if it is not a public key for the algorithm;
    /// [`ConfigError::KeyPairForSecret`] for HS256, HS384 and HS512.
    pub fn public_pem(algorithm: Algorithm, public: impl AsRef<[u8]>) -> Result<Self, ConfigError> {
        Ok(Self::keys(
            None,
            [VerifyingKey::from_pem(algorithm, public)?],
        ))
    }

    /// Keys that are already parsed, with one verifying key at most for each algorithm.
    ///
    /// Without any key, [`JwtManager::new`](crate::JwtManager::new) returns [`ConfigError::NoKey`]; with two
    /// verifying keys for one algorithm, [`ConfigError::SeveralKeys`], unless
    /// [`decode_key_loader`](crate::JwtManagerBuilder::decode_key_loader) chooses.
    pub fn keys(
        signing: Option<SigningKey>,
        verifying: impl IntoIterator<Item = VerifyingKey>,
    ) -> Self {
        Self {
            by_name: NamedKeys::default(),
            typed: Some(TypedKeys {
                signing,
                verifying: verifying.into_iter().collect(),
                outside: None,
            }),
        }
    }

    /// A private key outside of the process, such as in an HSM or a key management service, and its public
    /// key. The algorithm is that of the public key.
    ///
    /// Tokens have to be awaited: `create_access_token("alice").await?`. See [`OutsideSigner`].
    ///
    /// # Errors
    ///
    /// [`ConfigError::KeyPairForSecret`] for HS256, HS384 and HS512, whose secret would be here.
    pub fn outside(signer: impl OutsideSigner, public: VerifyingKey) -> Result<Self, ConfigError> {
        let outside = OutsideKey::new(signer, public)?;
        let keys = TypedKeys {
            signing: None,
            verifying: vec![outside.public().clone()],
            outside: Some(outside),
        };
        Ok(Self {
            by_name: NamedKeys::default(),
            typed: Some(keys),
        })
    }
}

impl From<&str> for KeySource {
    fn from(secret: &str) -> Self {
        Self::secret(secret)
    }
}

impl From<String> for KeySource {
    fn from(secret: String) -> Self {
        Self::secret(secret)
    }
}

impl From<&[u8]> for KeySource {
    fn from(secret: &[u8]) -> Self {
        Self::secret(secret)
    }
}

impl<const N: usize> From<&[u8; N]> for KeySource {
    fn from(secret: &[u8; N]) -> Self {
        Self::secret(secret)
    }
}

impl From<Vec<u8>> for KeySource {
    fn from(secret: Vec<u8>) -> Self {
        Self::secret(secret)
    }
}

impl fmt::Debug for KeySource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeySource([redacted])")
    }
}
