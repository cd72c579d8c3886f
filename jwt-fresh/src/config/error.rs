//! What can be wrong with a configuration.

use std::time::Duration;

use crate::Algorithm;

/// A configuration that `JwtManager::new` refuses, before any request is answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The secret has no bytes at all.
    #[error("the secret is empty; set a random one of at least 32 bytes")]
    EmptySecret,
    /// The secret is shorter than the hash, so it is the weakest part (RFC 7518 section 3.2).
    #[error(
        "the secret is too short for {algorithm}; \
         use at least {min} random bytes (`openssl rand -base64 {min}` makes one)",
        min = algorithm.min_secret_bytes()
    )]
    WeakSecret {
        /// The algorithm that the secret is for.
        algorithm: Algorithm,
    },
    /// A shared secret was given for an algorithm that needs a key pair.
    #[error("{algorithm} needs a key pair, not a secret; use HS256, HS384 or HS512 with a secret")]
    SecretForKeyPair {
        /// The algorithm that was asked for.
        algorithm: Algorithm,
    },
    /// The back end can't sign or verify with the key.
    #[error("the key can't be used with its algorithm")]
    UnusableKey,
    /// Neither crypto feature is on.
    #[error("no crypto back end; turn on the feature `aws-lc-rs` or `rust-crypto` of jwt-fresh")]
    NoCryptoBackend,
    /// Both crypto features are on and the configuration does not choose.
    #[error(
        "two crypto back ends; turn off `aws-lc-rs` or `rust-crypto`, \
         or choose one with `JwtConfig::crypto_backend`"
    )]
    SeveralCryptoBackends,
    /// The chosen back end's feature is off.
    #[error("the chosen crypto back end is not compiled in; turn on its feature of jwt-fresh")]
    CryptoBackendNotCompiledIn,
    /// A lifetime of zero seconds; Python takes it for "never expires".
    #[error(
        "`{option}` is zero; give a longer time, or say `{never}` if tokens shall live for ever"
    )]
    ZeroLifetime {
        /// The method that set it.
        option: &'static str,
        /// The method that says "for ever" out loud.
        never: &'static str,
    },
    /// So much leeway that expired tokens would live on.
    #[error("a leeway of {} s is too much; give at most {} s", .0.as_secs(), Self::MAX_LEEWAY.as_secs())]
    AbsurdLeeway(Duration),
    /// The name can't be the name of an HTTP header.
    #[error("`header_name` is no HTTP header name")]
    InvalidHeaderName,
    /// The scheme can't stand in an HTTP header.
    #[error("`header_type` must be one word of visible ASCII without commas, or empty for none")]
    InvalidHeaderType,
    /// A claim name is empty, or is one that the token already uses for something else.
    #[error("`{option}` is empty or the name of a claim that has another meaning")]
    ReservedClaim {
        /// The method that set it.
        option: &'static str,
    },
}

impl ConfigError {
    /// The most leeway that is taken: clocks of servers differ by seconds, not by hours.
    pub(crate) const MAX_LEEWAY: Duration = Duration::from_secs(300);
}
