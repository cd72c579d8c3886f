//! Selects the key that signs a new token: the configured key, here or outside of the process, or the one
//! that `encode_key_loader` returned.

use jsonwebtoken::crypto::CryptoProvider;

use crate::{
    config::settings::checked::Settings,
    error::config_error::ConfigError,
    jose::algorithm::Algorithm,
    keys::{outside_signer::OutsideKey, prepared::signer::Signer, signing_key::SigningKey},
};

/// The key that signs one token.
#[derive(Clone, Copy)]
pub(crate) enum KeyChoice<'k> {
    /// A key in this process.
    Local(LocalKey<'k>),
    /// The configured key, which is outside of this process, and a crypto back end to check its signature.
    Outside(&'k OutsideKey, &'static CryptoProvider),
}

/// A key in this process.
#[derive(Clone, Copy)]
pub(crate) enum LocalKey<'k> {
    /// The configured key, which is prepared in advance.
    Configured(&'k Signer),
    /// The key that `encode_key_loader` returned for this token; it is not cached.
    Loaded(&'k SigningKey, &'static CryptoProvider),
}

impl<'k> KeyChoice<'k> {
    /// The loaded key, or else the configured one, if there is one.
    pub(crate) fn select(loaded: Option<&'k SigningKey>, settings: &'k Settings) -> Option<Self> {
        let keys = &settings.keys;
        match (loaded, &keys.signing) {
            (Some(key), _) => Some(Self::Local(LocalKey::Loaded(key, keys.crypto))),
            (None, Some(signer)) => Some(Self::Local(LocalKey::Configured(signer))),
            (None, None) => {
                let outside = keys.outside.as_ref()?;
                Some(Self::Outside(outside, keys.crypto))
            }
        }
    }

    pub(crate) fn algorithm(self) -> Algorithm {
        match self {
            Self::Local(LocalKey::Configured(signer)) => signer.algorithm(),
            Self::Local(LocalKey::Loaded(key, _)) => key.algorithm(),
            Self::Outside(key, _) => key.algorithm(),
        }
    }

    /// The encoded header without extra members, if it was prepared.
    pub(crate) fn known_header(self) -> Option<&'k str> {
        match self {
            Self::Local(LocalKey::Configured(signer)) => Some(signer.known_header()),
            Self::Local(LocalKey::Loaded(..)) => None,
            Self::Outside(key, _) => Some(key.known_header()),
        }
    }
}

impl LocalKey<'_> {
    /// Signs the bytes; an error if the key does not fit its algorithm.
    pub(crate) fn sign(self, message: &[u8]) -> Result<Vec<u8>, ConfigError> {
        match self {
            Self::Configured(signer) => signer.sign(message),
            Self::Loaded(key, crypto) => key.sign(crypto, message),
        }
    }
}
