//! Checks of secrets and keys: their form, and whether they are as strong as their algorithm.

use std::sync::atomic::{AtomicBool, Ordering};

use jsonwebtoken::AlgorithmFamily;

use crate::{
    error::config_error::ConfigError,
    jose::algorithm::Algorithm,
    keys::encoding::{key_text::is_no_secret, rsa::RsaNumbers},
};

/// Why a key is weaker than its algorithm, if it is (RFC 7518 sections 3.2 and 3.3).
pub(crate) fn weakness<'k>(
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

/// Rejects a weak key, or logs a warning.
///
/// `callback` is the loader that returned the key. Where keys are loaded per request, `warned`
/// limits the log to one warning.
pub(crate) fn check_strength(
    weakness: Option<ConfigError>,
    reject: bool,
    callback: Option<&str>,
    warned: Option<&AtomicBool>,
) -> Result<(), ConfigError> {
    let Some(weakness) = weakness else {
        return Ok(());
    };
    if reject {
        return Err(weakness);
    }
    if warned.is_none_or(|warned| !warned.swap(true, Ordering::Relaxed)) {
        tracing::warn!(
            callback,
            %weakness,
            "a key is too weak; use a stronger one in production"
        );
    }
    Ok(())
}

/// Checks that the bytes can be a shared secret for the algorithm.
pub(crate) fn checked_secret(algorithm: Algorithm, secret: &[u8]) -> Result<&[u8], ConfigError> {
    if !algorithm.is_symmetric() {
        return Err(ConfigError::SecretForKeyPair { algorithm });
    }
    if secret.is_empty() {
        return Err(ConfigError::EmptySecret);
    }
    if is_no_secret(secret) {
        return Err(ConfigError::KeyAsSecret { algorithm });
    }
    Ok(secret)
}
