//! [`CryptoBackend`]: the library that signs and verifies, aws-lc-rs or RustCrypto.

use std::{any::Any, sync::Once};

use jsonwebtoken::crypto::CryptoProvider;

use crate::error::config_error::ConfigError;

/// A cryptography library, compiled in by the Cargo feature of the same name.
///
/// With both features enabled, aws-lc-rs is used unless
/// [`JwtConfig::crypto_backend`](crate::JwtConfig::crypto_backend) chooses the other one.
///
/// Cargo features of all crates in a build are added up, so both back ends of the crate `jsonwebtoken`
/// are compiled in as soon as somebody else uses it with the other one. Its own default then panics at the
/// first token. [`build`](crate::JwtManagerBuilder::build) installs the back end of the manager as that
/// default, unless one is installed: call `CryptoProvider::install_default` before, if it has to be another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CryptoBackend {
    /// aws-lc-rs (feature `aws-lc-rs`, enabled by default).
    AwsLcRs,
    /// The RustCrypto crates (feature `rust-crypto`).
    RustCrypto,
}

impl CryptoBackend {
    /// The preferred one first.
    const COMPILED_IN: &[Self] = &[
        #[cfg(feature = "aws-lc-rs")]
        Self::AwsLcRs,
        #[cfg(feature = "rust-crypto")]
        Self::RustCrypto,
    ];

    /// The provider for a new manager. Where jsonwebtoken could not choose a default, it becomes that of
    /// the process too.
    pub(crate) fn install(chosen: Option<Self>) -> Result<&'static CryptoProvider, ConfigError> {
        let provider = Self::provider(chosen)?;
        if chosen.is_none() && Self::COMPILED_IN.len() > 1 {
            log_preference();
        }
        if features::jsonwebtoken_has_both() {
            // One that somebody has installed stays.
            let _ = provider.install_default();
        }
        Ok(provider)
    }

    /// The provider that is passed to jsonwebtoken explicitly.
    ///
    /// jsonwebtoken's process-wide default panics at the first token if another crate in the tree
    /// enables the second back end, so it is not used.
    pub(crate) fn provider(chosen: Option<Self>) -> Result<&'static CryptoProvider, ConfigError> {
        let backend = match (chosen, Self::COMPILED_IN) {
            (_, []) => return Err(ConfigError::NoCryptoBackend),
            // A feature that any crate in the tree may turn on changes nothing.
            (None, [preferred, ..]) => *preferred,
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

/// Logs once that there was a choice.
fn log_preference() {
    static LOGGED: Once = Once::new();
    LOGGED.call_once(|| {
        tracing::info!(
            "both crypto back ends are compiled in, and aws-lc-rs is used; \
             `JwtConfig::crypto_backend` chooses"
        );
    });
}

fn is_provider(item: &dyn Any) -> bool {
    item.is::<CryptoProvider>()
}

/// Which features jsonwebtoken was compiled with, of which there is no `cfg` here.
mod features {
    #![allow(
        dead_code,
        unused_imports,
        reason = "what is used depends on the features of jsonwebtoken"
    )]

    use super::is_provider;

    /// Found where the module of jsonwebtoken is not compiled in.
    mod aws_lc {
        pub(super) const DEFAULT_PROVIDER: () = ();
    }

    /// Found where the module of jsonwebtoken is not compiled in.
    mod rust_crypto {
        pub(super) const DEFAULT_PROVIDER: () = ();
    }

    pub(super) fn jsonwebtoken_has_both() -> bool {
        // The imports of a block are searched before what surrounds it.
        use jsonwebtoken::crypto::*;
        is_provider(&aws_lc::DEFAULT_PROVIDER) && is_provider(&rust_crypto::DEFAULT_PROVIDER)
    }

    #[cfg(test)]
    mod tests {
        /// As long as no other crate of the workspace uses jsonwebtoken.
        #[test]
        fn the_features_of_jsonwebtoken_are_seen() {
            assert_eq!(
                super::jsonwebtoken_has_both(),
                cfg!(all(feature = "aws-lc-rs", feature = "rust-crypto"))
            );
        }
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

    const NEITHER: bool = cfg!(not(any(feature = "aws-lc-rs", feature = "rust-crypto")));

    /// Run with each combination of the two features by `.ci/run`.
    #[test]
    fn a_manager_needs_a_back_end_and_prefers_aws_lc() {
        let refused = JwtManager::new(JwtConfig::quart("super-secret")).err();
        assert_eq!(refused, NEITHER.then_some(ConfigError::NoCryptoBackend));
        #[cfg(feature = "aws-lc-rs")]
        assert!(std::ptr::eq(
            CryptoBackend::provider(None).unwrap(),
            &jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER
        ));
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
