//! Parsing one half of a key pair from PEM, in memory or in a file.

use std::{fs, path::Path};

use jsonwebtoken::{AlgorithmFamily, DecodingKey, EncodingKey, errors::Result as ParseResult};
use zeroize::Zeroizing;

use crate::{
    error::{config_error::ConfigError, error_source::ErrorSource},
    jose::algorithm::Algorithm,
    keys::encoding::pem,
};

/// One half of a key pair in PEM form, and jsonwebtoken's parsers for it.
pub(crate) struct PemHalf<K> {
    /// `private` or `public`, for the error.
    name: &'static str,
    /// Whether the PEM has a label of this half.
    is_labelled: fn(AlgorithmFamily, &[u8]) -> bool,
    rsa: fn(&[u8]) -> ParseResult<K>,
    ec: fn(&[u8]) -> ParseResult<K>,
    ed: fn(&[u8]) -> ParseResult<K>,
}

pub(crate) const PRIVATE: PemHalf<EncodingKey> = PemHalf {
    name: "private",
    is_labelled: pem::is_private_key,
    rsa: EncodingKey::from_rsa_pem,
    ec: EncodingKey::from_ec_pem,
    ed: EncodingKey::from_ed_pem,
};

pub(crate) const PUBLIC: PemHalf<DecodingKey> = PemHalf {
    name: "public",
    is_labelled: pem::is_public_key,
    rsa: DecodingKey::from_rsa_pem,
    ec: DecodingKey::from_ec_pem,
    ed: DecodingKey::from_ed_pem,
};

impl<K> PemHalf<K> {
    /// Parses the PEM of a key for the algorithm; `is_sound` checks the key that was found.
    pub(crate) fn parse(
        &self,
        algorithm: Algorithm,
        pem: &[u8],
        is_sound: impl FnOnce(&K) -> bool,
    ) -> Result<K, ConfigError> {
        let family = algorithm.to_jsonwebtoken().family();
        match family {
            AlgorithmFamily::Hmac => return Err(ConfigError::KeyPairForSecret { algorithm }),
            AlgorithmFamily::Rsa => (self.rsa)(pem),
            AlgorithmFamily::Ec => (self.ec)(pem),
            AlgorithmFamily::Ed => (self.ed)(pem),
        }
        .ok()
        .filter(|_| (self.is_labelled)(family, pem))
        .filter(is_sound)
        .ok_or(ConfigError::InvalidPem {
            algorithm,
            half: self.name,
        })
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
