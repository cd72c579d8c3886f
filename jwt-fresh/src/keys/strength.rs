//! The keys that sign and verify, each bound to one algorithm.

use std::path::Path;

use jsonwebtoken::AlgorithmFamily;

use crate::{
    error::config_error::ConfigError,
    jose::algorithm::Algorithm,
    keys::encoding::{pem, rsa::RsaNumbers},
};

/// Why a key of those bytes is weaker than its algorithm, if it is (RFC 7518 sections 3.2 and 3.3).
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

pub(crate) fn read(path: &Path) -> Result<Vec<u8>, ConfigError> {
    std::fs::read(path).map_err(|error| ConfigError::UnreadableKeyFile {
        path: path.to_owned(),
        kind: error.kind(),
    })
}

pub(crate) fn checked_secret(algorithm: Algorithm, secret: &[u8]) -> Result<&[u8], ConfigError> {
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
