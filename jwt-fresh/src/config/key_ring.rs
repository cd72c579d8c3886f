//! The keys of a checked configuration: they fit their algorithms, and each other.

use jsonwebtoken::crypto::CryptoProvider;

use super::{ConfigError, JwtConfig, key_source::Source};
use crate::{Algorithm, CryptoBackend, SigningKey, VerifyingKey, keys::Verifiers};

/// Keys that have signed and verified once.
pub(crate) struct KeyRing {
    pub(crate) crypto: &'static CryptoProvider,
    /// `None` where only the public half is known: tokens are verified, none is made.
    pub(crate) signing: Option<SigningKey>,
    pub(crate) verifying: Vec<VerifyingKey>,
}

impl KeyRing {
    /// Makes the keys and tries them, so that no request is the first to.
    pub(super) fn check(config: &JwtConfig) -> Result<Self, ConfigError> {
        let crypto = CryptoBackend::provider(config.crypto_backend)?;
        let (signing, verifying) = match &config.keys.0 {
            Source::Secret(secret) => (
                Some(SigningKey::from_secret(config.algorithm, secret)?),
                accepted_algorithms(config)
                    .map(|algorithm| VerifyingKey::from_secret(algorithm, secret))
                    .collect::<Result<_, _>>()?,
            ),
            Source::Keys { signing, verifying } => (signing.clone(), verifying.clone()),
        };
        let ring = Self {
            crypto,
            signing,
            verifying,
        };
        ring.check_strength(config.dialect.refuses_weak_keys)?;
        ring.try_out()?;
        Ok(ring)
    }

    /// The algorithm of new tokens.
    pub(crate) fn algorithm(&self) -> Option<Algorithm> {
        self.signing.as_ref().map(SigningKey::algorithm)
    }

    fn check_strength(&self, refuse: bool) -> Result<(), ConfigError> {
        for key in &self.verifying {
            match key.weakness() {
                Some(weakness) if refuse => return Err(weakness),
                // It would be a warning, but no token could be verified.
                Some(ConfigError::WeakRsaKey) if !CryptoBackend::takes_short_rsa(self.crypto) => {
                    return Err(ConfigError::WeakRsaKey);
                }
                Some(weakness) => {
                    tracing::warn!(%weakness, "a key is too weak; use a stronger one in production");
                }
                None => {}
            }
        }
        Ok(())
    }

    /// Signs, and verifies what was signed.
    fn try_out(&self) -> Result<(), ConfigError> {
        const MESSAGE: &[u8] = b"self-test";
        let verifiers = Verifiers::new(self.crypto, &self.verifying)?;
        let Some(signing) = &self.signing else {
            return Ok(());
        };
        let signature = signing.sign(self.crypto, MESSAGE)?;
        let verifier = verifiers.for_algorithm(signing.algorithm().name());
        match verifier.map(|verifier| verifier.verify(MESSAGE, &signature)) {
            Some(Ok(())) => Ok(()),
            Some(Err(_)) => Err(ConfigError::KeysDoNotMatch),
            None => Err(ConfigError::NoVerifyingKey {
                algorithm: signing.algorithm(),
            }),
        }
    }
}

fn accepted_algorithms(config: &JwtConfig) -> impl Iterator<Item = Algorithm> + '_ {
    let further = config.decode_algorithms.iter().copied();
    std::iter::once(config.algorithm)
        .chain(further.filter(|algorithm| *algorithm != config.algorithm))
}
