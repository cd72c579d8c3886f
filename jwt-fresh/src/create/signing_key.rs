//! Selects the key that signs a new token: the configured key, here or outside of the process, or the one
//! that `encode_key_loader` returned.

use jsonwebtoken::crypto::CryptoProvider;

use crate::{
    config::settings::checked::Settings,
    error::{config_error::ConfigError, jwt_error::JwtError},
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
    /// The loaded key, or else the configured one; an error if there is none.
    pub(crate) fn select(
        loaded: Option<&'k SigningKey>,
        settings: &'k Settings,
    ) -> Result<Self, JwtError> {
        let keys = &settings.keys;
        match (loaded, &keys.signing, &keys.outside) {
            (Some(key), ..) => Ok(Self::Local(LocalKey::Loaded(key, keys.crypto))),
            (None, Some(signer), _) => Ok(Self::Local(LocalKey::Configured(signer))),
            (None, None, Some(outside)) => Ok(Self::Outside(outside, keys.crypto)),
            (None, None, None) => Err(JwtError::token_not_created(
                "the manager has only a verifying key; configure a signing key or set \
                 `encode_key_loader`",
            )),
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
