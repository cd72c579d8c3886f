//! The keys of a checked configuration: they fit their algorithms, and each other.

use jsonwebtoken::crypto::CryptoProvider;

use crate::{
    config::{
        jwt_config::JwtConfig,
        keys::{named::NamedKeys, source::TypedKeys},
    },
    error::config_error::ConfigError,
    jose::algorithm::Algorithm,
    keys::{
        backend::CryptoBackend,
        prepared::{signer::Signer, verifiers::Verifiers},
        signing_key::SigningKey,
        verifying_key::VerifyingKey,
    },
};

/// Keys that have signed and verified once.
pub(crate) struct KeyRing {
    pub(crate) crypto: &'static CryptoProvider,
    /// `None` where only the public half is known: tokens are verified, none is made.
    pub(crate) signing: Option<Signer>,
    pub(crate) verifying: Vec<VerifyingKey>,
}

impl KeyRing {
    /// Makes the keys and tries them, so that no request is the first to.
    ///
    /// Where callbacks give the keys, the configuration need not.
    pub(crate) fn check(
        config: &JwtConfig,
        keys_from_callbacks: bool,
    ) -> Result<Self, ConfigError> {
        let crypto = CryptoBackend::provider(config.crypto_backend)?;
        let mut may_only_sign = false;
        let (signing, verifying) = match config.keys.typed() {
            Some(made) => typed_keys(made, config)?,
            None => match named_keys(&config.keys.by_name, config) {
                Err(ConfigError::NoKey { .. }) if keys_from_callbacks => (None, Vec::new()),
                keys => {
                    let keys = keys?;
                    may_only_sign = keys.1.is_empty();
                    keys
                }
            },
        };
        check_strength(&verifying, crypto, config.dialect.refuses_weak_keys)?;
        if !may_only_sign {
            try_out(signing.as_ref(), &verifying, crypto)?;
        }
        Ok(Self {
            crypto,
            signing: signing.map(|key| Signer::new(key, crypto)),
            verifying,
        })
    }

    /// The algorithm of new tokens.
    pub(crate) fn algorithm(&self) -> Option<Algorithm> {
        self.signing.as_ref().map(Signer::algorithm)
    }
}

fn check_strength(
    verifying: &[VerifyingKey],
    crypto: &CryptoProvider,
    refuse: bool,
) -> Result<(), ConfigError> {
    for key in verifying {
        match key.weakness() {
            Some(weakness) if refuse => return Err(weakness),
            // It would be a warning, but no token could be verified.
            Some(ConfigError::WeakRsaKey) if !CryptoBackend::takes_short_rsa(crypto) => {
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
fn try_out(
    signing: Option<&SigningKey>,
    verifying: &[VerifyingKey],
    crypto: &CryptoProvider,
) -> Result<(), ConfigError> {
    const MESSAGE: &[u8] = b"self-test";
    let verifiers = Verifiers::new(crypto, verifying)?;
    let Some(signing) = signing else {
        return Ok(());
    };
    let signature = signing.sign(crypto, MESSAGE)?;
    let verifier = verifiers.for_algorithm(signing.algorithm().name());
    match verifier.map(|verifier| verifier.accepts(MESSAGE, &signature)) {
        Some(true) => Ok(()),
        Some(false) => Err(ConfigError::KeysDoNotMatch),
        None => Err(ConfigError::NoVerifyingKey {
            algorithm: signing.algorithm(),
        }),
    }
}

type Keys = (Option<SigningKey>, Vec<VerifyingKey>);

/// Keys that know their algorithm, which has to be the configured one if there is one.
fn typed_keys(made: &TypedKeys, config: &JwtConfig) -> Result<Keys, ConfigError> {
    let signing = made.signing.iter().map(SigningKey::algorithm);
    let mut algorithms = signing.chain(made.verifying.iter().map(VerifyingKey::algorithm));
    match config.algorithm {
        Some(algorithm) if !algorithms.any(|of_key| of_key == algorithm) => {
            Err(ConfigError::KeyForAnotherAlgorithm { algorithm })
        }
        _ => Ok((made.signing.clone(), made.verifying.clone())),
    }
}

/// The keys for the algorithm of new tokens, and for the further ones that are accepted.
fn named_keys(named: &NamedKeys, config: &JwtConfig) -> Result<Keys, ConfigError> {
    let main = config.algorithm.unwrap_or_default();
    let signing = named.signing(main)?;
    let mut verifying: Vec<_> = named.verifying(main)?.into_iter().collect();
    let further = config.decode_algorithms.iter().copied();
    for algorithm in further.filter(|algorithm| *algorithm != main) {
        match further_key(named, algorithm, main) {
            Ok(key) => verifying.extend(key),
            Err(error) if config.dialect.refuses_foreign_algorithms => return Err(error),
            Err(error) => tracing::warn!(
                %error,
                "tokens of a further algorithm are not accepted, for the key is of another sort"
            ),
        }
    }
    Ok((signing, verifying))
}

/// One key serves all algorithms, so a secret is never mixed with a pair.
fn further_key(
    named: &NamedKeys,
    algorithm: Algorithm,
    main: Algorithm,
) -> Result<Option<VerifyingKey>, ConfigError> {
    match (algorithm.is_symmetric(), main.is_symmetric()) {
        (false, true) => Err(ConfigError::SecretForKeyPair { algorithm }),
        (true, false) => Err(ConfigError::KeyPairForSecret { algorithm }),
        _ => named.verifying(algorithm),
    }
}
