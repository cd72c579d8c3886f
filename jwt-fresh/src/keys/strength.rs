//! The keys that sign and verify, each bound to one algorithm.

use crate::keys::encoding::pem;
use std::{fmt, path::Path};

use crate::keys::encoding::rsa::RsaNumbers;
use crate::keys::signing_key::SigningKey;
use crate::keys::verifying_key::VerifyingKey;
use jsonwebtoken::AlgorithmFamily;

use crate::{error::config_error::ConfigError, jose::algorithm::Algorithm};

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
