//! Parsing one half of a key pair for an algorithm, and reading key files.

use std::{fs, path::Path};

use jsonwebtoken::{AlgorithmFamily, DecodingKey, EncodingKey};
use zeroize::Zeroizing;

use crate::{
    error::{config_error::ConfigError, error_source::ErrorSource},
    jose::algorithm::Algorithm,
    keys::encoding::key_text::{Half, find_key},
};

/// One half of a key pair, and jsonwebtoken's constructors for it.
pub(crate) struct PemHalf<K> {
    half: Half,
    rsa: fn(&[u8]) -> K,
    ec: fn(&[u8]) -> K,
    ed: fn(&[u8]) -> K,
}

pub(crate) const PRIVATE: PemHalf<EncodingKey> = PemHalf {
    half: Half::Private,
    rsa: EncodingKey::from_rsa_der,
    ec: EncodingKey::from_ec_der,
    ed: EncodingKey::from_ed_der,
};

pub(crate) const PUBLIC: PemHalf<DecodingKey> = PemHalf {
    half: Half::Public,
    rsa: DecodingKey::from_rsa_der,
    ec: DecodingKey::from_ec_der,
    ed: DecodingKey::from_ed_der,
};

impl<K> PemHalf<K> {
    /// Parses the text with a key for the algorithm; `is_sound` checks the key that was found.
    pub(crate) fn parse(
        &self,
        algorithm: Algorithm,
        text: &[u8],
        is_sound: impl FnOnce(&K) -> bool,
    ) -> Result<K, ConfigError> {
        let new = match algorithm.to_jsonwebtoken().family() {
            AlgorithmFamily::Hmac => return Err(ConfigError::KeyPairForSecret { algorithm }),
            AlgorithmFamily::Rsa => self.rsa,
            AlgorithmFamily::Ec => self.ec,
            AlgorithmFamily::Ed => self.ed,
        };
        let invalid = |reason| ConfigError::InvalidPem {
            algorithm,
            half: self.half.name(),
            reason,
        };
        let found = find_key(self.half, text).map_err(invalid)?;
        if let Some(reason) = found.kind.misfit(algorithm) {
            return Err(invalid(reason));
        }
        let key = new(&found.bytes);
        match is_sound(&key) {
            true => Ok(key),
            false => Err(invalid("its numbers can't be those of such a key")),
        }
    }
}

/// The contents of a key file, overwritten with zeros when they are dropped.
pub(crate) fn read_key_file(path: &Path) -> Result<Zeroizing<Vec<u8>>, ConfigError> {
    match fs::read(path) {
        Ok(contents) => Ok(Zeroizing::new(contents)),
        Err(error) => Err(ConfigError::UnreadableKeyFile {
            path: path.to_owned(),
            kind: error.kind(),
            source: ErrorSource::new(error),
        }),
    }
}
