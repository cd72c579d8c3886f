//! [`CryptoBackend`]: the library that signs and verifies, aws-lc-rs or RustCrypto.

use jsonwebtoken::crypto::CryptoProvider;

use crate::error::config_error::ConfigError;

/// A cryptography library, compiled in by the Cargo feature of the same name.
///
/// With one feature enabled there is nothing to choose. With both enabled, choose with
/// [`JwtConfig::crypto_backend`](crate::JwtConfig::crypto_backend).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CryptoBackend {
    /// aws-lc-rs (feature `aws-lc-rs`, enabled by default).
    AwsLcRs,
    /// The RustCrypto crates (feature `rust-crypto`).
    RustCrypto,
}

impl CryptoBackend {
    const COMPILED_IN: &[Self] = &[
        #[cfg(feature = "aws-lc-rs")]
        Self::AwsLcRs,
        #[cfg(feature = "rust-crypto")]
        Self::RustCrypto,
    ];

    /// The provider that is passed to jsonwebtoken explicitly.
    ///
    /// jsonwebtoken's process-wide default panics at the first token if another crate in the tree
    /// enables the second back end, so it is not used.
    pub(crate) fn provider(chosen: Option<Self>) -> Result<&'static CryptoProvider, ConfigError> {
        let backend = match (chosen, Self::COMPILED_IN) {
            (_, []) => return Err(ConfigError::NoCryptoBackend),
            (None, [only]) => *only,
            (None, _) => return Err(ConfigError::SeveralCryptoBackends),
            (Some(chosen), compiled_in) if compiled_in.contains(&chosen) => chosen,
            (Some(_), _) => return Err(ConfigError::CryptoBackendNotCompiledIn),
        };
        match backend {
            #[cfg(feature = "aws-lc-rs")]
            Self::AwsLcRs => Ok(&jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER),
            #[cfg(feature = "rust-crypto")]
            Self::RustCrypto => Ok(&jsonwebtoken::crypto::rust_crypto::DEFAULT_PROVIDER),
            #[allow(unreachable_patterns, reason = "reached when a feature is off")]
            _ => Err(ConfigError::CryptoBackendNotCompiledIn),
        }
    }

    /// A back end that is compiled in, if there is one.
    #[cfg(test)]
    pub(crate) fn any() -> Option<Self> {
        Self::COMPILED_IN.first().copied()
    }

    /// Whether the provider verifies with RSA keys under 2048 bits; aws-lc-rs rejects every token.
    pub(crate) fn takes_short_rsa(provider: &CryptoProvider) -> bool {
        #[cfg(feature = "aws-lc-rs")]
        if std::ptr::eq(provider, &jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER) {
            return false;
        }
        let _ = provider;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::{jwt_config::JwtConfig, keys::source::KeySource},
        jose::algorithm::Algorithm,
        manager::jwt_manager::JwtManager,
    };

    const BOTH: bool = cfg!(all(feature = "aws-lc-rs", feature = "rust-crypto"));
    const NEITHER: bool = cfg!(not(any(feature = "aws-lc-rs", feature = "rust-crypto")));

    /// Run with each combination of the two features by `.ci/run`.
    #[test]
    fn a_manager_needs_one_back_end_or_a_choice() {
        let refused = JwtManager::new(JwtConfig::quart("super-secret")).err();
        assert_eq!(
            refused,
            match (BOTH, NEITHER) {
                (true, _) => Some(ConfigError::SeveralCryptoBackends),
                (_, true) => Some(ConfigError::NoCryptoBackend),
                _ => None,
            }
        );
    }

    /// Keys of the test suite, which the published package does not contain.
    fn short_rsa_pair() -> Option<KeySource> {
        let keys = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/keys");
        let [private, public] = ["short_rsa.pem", "short_rsa.pub.pem"].map(|name| keys.join(name));
        KeySource::pem_files(Algorithm::RS256, private, public).ok()
    }

    #[test]
    fn short_rsa_keys_are_a_warning_only_where_tokens_can_be_verified_with_them() {
        let Some(keys) = short_rsa_pair() else { return };
        for backend in CryptoBackend::COMPILED_IN {
            let error = |config: JwtConfig| JwtManager::new(config.crypto_backend(*backend)).err();
            let refused = Some(ConfigError::WeakRsaKey);
            assert_eq!(error(JwtConfig::new(keys.clone())), refused, "{backend:?}");
            let takes = *backend == CryptoBackend::RustCrypto;
            let expected = if takes { None } else { refused };
            assert_eq!(
                error(JwtConfig::quart(keys.clone())),
                expected,
                "{backend:?}"
            );
            assert_eq!(
                error(JwtConfig::flask(keys.clone())),
                expected,
                "{backend:?}"
            );
        }
    }

    #[test]
    fn a_choice_works_if_it_is_compiled_in() {
        for (backend, compiled_in) in [
            (CryptoBackend::AwsLcRs, cfg!(feature = "aws-lc-rs")),
            (CryptoBackend::RustCrypto, cfg!(feature = "rust-crypto")),
        ] {
            let config = JwtConfig::quart("super-secret").crypto_backend(backend);
            let manager = JwtManager::new(config);
            assert_eq!(manager.is_ok(), compiled_in, "{backend:?}");
            if let Ok(jwt) = manager {
                let token = jwt.create_access_token("test").encode().unwrap();
                assert_eq!(*jwt.decode_token(&token).unwrap().identity(), "test");
            }
        }
    }
}
