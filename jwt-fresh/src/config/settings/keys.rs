//! The checked keys of a configuration: they fit their algorithms, and each other.

use jsonwebtoken::crypto::CryptoProvider;

use crate::{
    config::{
        dialect::Dialect,
        groups::keys::KeyOptions,
        keys::{named::NamedKeys, source::TypedKeys},
    },
    error::config_error::ConfigError,
    jose::algorithm::Algorithm,
    keys::{
        backend::CryptoBackend,
        outside_signer::OutsideKey,
        prepared::{signer::Signer, verifiers::Verifiers},
        signing_key::SigningKey,
        strength::check_strength,
        verifying_key::VerifyingKey,
    },
};

/// Keys that have signed and verified once.
pub(crate) struct CheckedKeys {
    pub(crate) crypto: &'static CryptoProvider,
    /// `None` where only the public half is known: tokens are verified, but not made.
    pub(crate) signing: Option<Signer>,
    pub(crate) verifying: Vec<VerifyingKey>,
    /// The key that signs outside of the process, in place of `signing`.
    pub(crate) outside: Option<OutsideKey>,
}

impl CheckedKeys {
    /// Parses the keys, and signs and verifies once.
    ///
    /// With `keys_from_callbacks` the configuration need not contain any.
    pub(crate) fn check(
        options: KeyOptions,
        dialect: &Dialect,
        keys_from_callbacks: bool,
    ) -> Result<Self, ConfigError> {
        let crypto = CryptoBackend::install(options.crypto_backend)?;
        let typed = options.source.typed();
        let outside = typed.and_then(|typed| typed.outside.clone());
        let mut signs_only = false;
        let (signing, verifying) = match options.source.typed() {
            Some(typed) => match typed_keys(typed, options.algorithm, keys_from_callbacks)? {
                (None, none) if none.is_empty() && !keys_from_callbacks => {
                    let algorithm = options.algorithm.unwrap_or_default();
                    return Err(ConfigError::NoKey { algorithm });
                }
                keys => keys,
            },
            None => match named_keys(&options.source.by_name, &options, dialect) {
                Err(ConfigError::NoKey { .. }) if keys_from_callbacks => (None, Vec::new()),
                keys => {
                    let keys = keys?;
                    signs_only = keys.1.is_empty();
                    keys
                }
            },
        };
        for key in &verifying {
            check_verifying(key, crypto, dialect.refuses_weak_keys)?;
        }
        if !signs_only {
            self_test(signing.as_ref(), &verifying, crypto)?;
        }
        Ok(Self {
            crypto,
            signing: signing.map(|key| Signer::new(key, crypto)),
            verifying,
            outside,
        })
    }

    /// The algorithm of new tokens.
    pub(crate) fn algorithm(&self) -> Option<Algorithm> {
        let outside = self.outside.as_ref().map(OutsideKey::algorithm);
        self.signing.as_ref().map(Signer::algorithm).or(outside)
    }
}

/// Checks the strength of a key, and that the back end accepts a weak one.
fn check_verifying(
    key: &VerifyingKey,
    crypto: &CryptoProvider,
    rejects_weak: bool,
) -> Result<(), ConfigError> {
    let weakness = key.weakness();
    // A warning would not do: no token could be verified.
    let is_unusable = matches!(weakness, Some(ConfigError::WeakRsaKey))
        && !CryptoBackend::takes_short_rsa(crypto);
    check_strength(weakness, rejects_weak || is_unusable, None, None)
}

/// Signs a message, and verifies the signature.
fn self_test(
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

/// Typed keys; one of them has to be for the configured algorithm, if one is configured.
///
/// A token names its algorithm only, so of two keys for one algorithm the second would verify nothing, unless
/// a callback chooses.
fn typed_keys(
    keys: &TypedKeys,
    algorithm: Option<Algorithm>,
    keys_from_callbacks: bool,
) -> Result<Keys, ConfigError> {
    let mut seen = Vec::new();
    for algorithm in keys.verifying.iter().map(VerifyingKey::algorithm) {
        if seen.contains(&algorithm) && !keys_from_callbacks {
            return Err(ConfigError::SeveralKeys { algorithm });
        }
        seen.push(algorithm);
    }
    let signing = keys.signing.iter().map(SigningKey::algorithm);
    let mut algorithms = signing.chain(keys.verifying.iter().map(VerifyingKey::algorithm));
    match algorithm {
        Some(algorithm) if !algorithms.any(|of_key| of_key == algorithm) => {
            Err(ConfigError::KeyForAnotherAlgorithm { algorithm })
        }
        _ => Ok((keys.signing.clone(), keys.verifying.clone())),
    }
}

/// The keys for the algorithm of new tokens, and for the further ones that are accepted.
fn named_keys(
    named: &NamedKeys,
    options: &KeyOptions,
    dialect: &Dialect,
) -> Result<Keys, ConfigError> {
    let main = options.algorithm.unwrap_or_default();
    let signing = named.signing(main)?;
    let mut verifying: Vec<_> = named.verifying(main)?.into_iter().collect();
    let further = options.decode_algorithms.iter().copied();
    for algorithm in further.filter(|algorithm| *algorithm != main) {
        match further_key(named, algorithm, main) {
            Ok(key) => verifying.extend(key),
            Err(error) if dialect.refuses_foreign_algorithms => return Err(error),
            Err(error) => tracing::warn!(
                %error,
                "tokens of a further algorithm are not accepted: the key is of another kind"
            ),
        }
    }
    Ok((signing, verifying))
}

/// The key for a further algorithm. One key serves all algorithms, so a secret is never mixed with
/// a key pair.
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
