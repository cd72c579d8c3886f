//! Where the keys come from: a shared secret, or a key pair.

use std::{fmt, path::Path};

use crate::{
    config::keys::named::NamedKeys,
    error::config_error::ConfigError,
    jose::algorithm::Algorithm,
    keys::{signing_key::SigningKey, verifying_key::VerifyingKey},
};

/// The keys of a configuration: a shared secret, a pair, or the public half alone.
///
/// A secret converts by itself: `JwtConfig::new("secret")`. For the rest:
///
/// ```no_run
/// use jwt_fresh::{Algorithm, JwtConfig, KeySource};
///
/// let keys = KeySource::pem_files(Algorithm::ES256, "private.pem", "public.pem")?;
/// let config = JwtConfig::new(keys);
/// # Ok::<(), jwt_fresh::ConfigError>(())
/// ```
#[derive(Clone)]
pub struct KeySource {
    pub(crate) by_name: NamedKeys,
    /// Gives way, as a whole, to a key that is set by name.
    made: Option<MadeKeys>,
}

/// Keys that know their algorithm.
#[derive(Clone)]
pub(crate) struct MadeKeys {
    pub(crate) signing: Option<SigningKey>,
    pub(crate) verifying: Vec<VerifyingKey>,
}

impl KeySource {
    /// A shared secret, for HMAC.
    pub fn secret(secret: impl Into<Vec<u8>>) -> Self {
        Self {
            by_name: NamedKeys::secret(secret.into()),
            made: None,
        }
    }

    /// No key in the code: it is set by its Python name, most often in the environment.
    ///
    /// See [`JwtConfig::with_env`](crate::JwtConfig::with_env). Without any key,
    /// [`JwtManager::new`](crate::JwtManager::new) refuses the configuration.
    pub fn unset() -> Self {
        Self {
            by_name: NamedKeys::default(),
            made: None,
        }
    }

    /// The keys that were made before, if they count.
    pub(crate) fn made(&self) -> Option<&MadeKeys> {
        self.made.as_ref().filter(|_| !self.by_name.is_set())
    }

    /// A private and a public key in PEM form.
    ///
    /// # Errors
    ///
    /// [`ConfigError::InvalidPem`] if one of them is no such key.
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
    /// [`ConfigError::InvalidPem`] if it is no such key.
    pub fn public_pem(algorithm: Algorithm, public: impl AsRef<[u8]>) -> Result<Self, ConfigError> {
        Ok(Self::keys(
            None,
            [VerifyingKey::from_pem(algorithm, public)?],
        ))
    }

    /// Keys that were made before; the first that verifies a token's algorithm counts.
    pub fn keys(
        signing: Option<SigningKey>,
        verifying: impl IntoIterator<Item = VerifyingKey>,
    ) -> Self {
        Self {
            by_name: NamedKeys::default(),
            made: Some(MadeKeys {
                signing,
                verifying: verifying.into_iter().collect(),
            }),
        }
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
