//! The options that choose keys, algorithms and the crypto back end.

use crate::{
    config::keys::source::KeySource, jose::algorithm::Algorithm, keys::backend::CryptoBackend,
};

/// The options that choose keys, algorithms and the crypto back end.
#[derive(Clone)]
pub(crate) struct KeyOptions {
    pub(crate) source: KeySource,
    /// `None` for HS256, or for the algorithm of the keys.
    pub(crate) algorithm: Option<Algorithm>,
    pub(crate) decode_algorithms: Vec<Algorithm>,
    /// `None` for aws-lc-rs, or the only one that is compiled in.
    pub(crate) crypto_backend: Option<CryptoBackend>,
}
