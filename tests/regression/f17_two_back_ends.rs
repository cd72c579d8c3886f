//! F17, H11: with both crypto back ends in a build, `jsonwebtoken` panicked in another crate, and
//! `build()` failed because a dependency had turned on a feature.
//!
//! The default of `jsonwebtoken` is that of a process, so each case runs in a process of its own.
//! `.ci/run` runs them with the features `rust-crypto` and `other-jsonwebtoken`.
#![cfg(any(
    feature = "other-jsonwebtoken",
    all(feature = "aws-lc-rs", feature = "rust-crypto")
))]

use std::process::Command;

use jwt_fresh::JwtManager;
use jwt_fresh_tests::{BACK_ENDS, NEW};

/// Runs one of the children below, and returns whether it passed.
fn passes(child: &str) -> bool {
    let output = Command::new(std::env::current_exe().unwrap())
        .args([
            &format!("f17_two_back_ends::{child}"),
            "--exact",
            "--ignored",
        ])
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(printed.contains("running 1 test"), "{printed}");
    println!("{printed}");
    output.status.success()
}

/// A manager works, with each back end and without a choice.
fn assert_managers_work() {
    let choices = BACK_ENDS.iter().copied().map(Some).chain([None]);
    for choice in choices {
        let config = match choice {
            Some(backend) => NEW.config().crypto_backend(backend),
            None => NEW.config(),
        };
        let jwt = JwtManager::new(config).unwrap();
        let token = jwt.create_access_token("test").encode().unwrap();
        assert!(jwt.decode_token(&token).is_ok(), "{choice:?}");
    }
}

#[cfg(all(feature = "aws-lc-rs", feature = "rust-crypto"))]
mod both_features_of_ours {
    use jwt_fresh_tests::LogBook;

    use super::*;

    #[test]
    fn a_feature_of_a_dependency_does_not_stop_the_start() {
        assert_managers_work();
    }

    /// Run by the test below.
    #[test]
    #[ignore = "the test below runs it in a process of its own"]
    fn child_logs_once() {
        let log = LogBook::open();
        let lines = || log.lines_with("both crypto back ends are compiled in");
        JwtManager::new(NEW.config().crypto_backend(BACK_ENDS[1])).unwrap();
        assert!(lines().is_empty(), "it was chosen");
        for _ in 0..3 {
            JwtManager::new(NEW.config()).unwrap();
            let lines = lines();
            assert_eq!(lines.len(), 1, "{lines:?}");
            assert!(lines[0].contains("aws-lc-rs is used") && lines[0].starts_with("INFO"));
        }
    }

    #[test]
    fn the_choice_is_logged_once() {
        assert!(passes("both_features_of_ours::child_logs_once"));
    }
}

#[cfg(feature = "other-jsonwebtoken")]
mod another_crate {
    use jsonwebtoken::{
        Algorithm, DecodingKey, EncodingKey, Header, Validation,
        crypto::{CryptoProvider, aws_lc, rust_crypto},
    };
    use serde_json::{Value, json};

    use super::*;

    /// What another crate does: it signs and verifies with the default of the process.
    fn signs_and_verifies() {
        let claims = json!({ "exp": 4_000_000_000_u64 });
        let key = EncodingKey::from_secret(b"its own secret");
        let token = jsonwebtoken::encode(&Header::default(), &claims, &key).unwrap();
        let key = DecodingKey::from_secret(b"its own secret");
        let decoded =
            jsonwebtoken::decode::<Value>(&token, &key, &Validation::new(Algorithm::HS256));
        assert_eq!(decoded.unwrap().claims, claims);
    }

    /// Whether the provider could still be installed, so that nobody had done it.
    fn is_first(provider: &'static CryptoProvider) -> bool {
        provider.install_default().is_ok()
    }

    #[test]
    #[ignore = "a test below runs it in a process of its own"]
    fn child_without_a_manager() {
        signs_and_verifies();
    }

    #[test]
    #[ignore = "a test below runs it in a process of its own"]
    fn child_after_a_manager() {
        JwtManager::new(NEW.config()).unwrap();
        signs_and_verifies();
        assert!(!is_first(&rust_crypto::DEFAULT_PROVIDER));
        assert_managers_work();
    }

    #[test]
    #[ignore = "a test below runs it in a process of its own"]
    fn child_with_a_provider_of_its_own() {
        // One that answers differently from both, to see that it stays.
        static OF_ANOTHER: CryptoProvider = CryptoProvider {
            signer_factory: |_, _| Err(jsonwebtoken::errors::ErrorKind::InvalidAlgorithm.into()),
            verifier_factory: |_, _| Err(jsonwebtoken::errors::ErrorKind::InvalidAlgorithm.into()),
            key_utils: jsonwebtoken::crypto::KeyUtils::new_unimplemented(),
        };
        assert!(is_first(&OF_ANOTHER));
        assert_managers_work();
        let key = EncodingKey::from_secret(b"its own secret");
        assert!(jsonwebtoken::encode(&Header::default(), &json!({}), &key).is_err());
        assert!(!is_first(&aws_lc::DEFAULT_PROVIDER));
    }

    #[test]
    fn another_crate_signs_after_a_manager_is_built() {
        assert!(passes("another_crate::child_after_a_manager"));
    }

    #[test]
    fn a_default_that_is_installed_stays() {
        assert!(passes("another_crate::child_with_a_provider_of_its_own"));
    }

    /// Control: without a manager it still panics, so the tests above show something.
    #[test]
    fn without_a_manager_jsonwebtoken_panics() {
        assert!(!passes("another_crate::child_without_a_manager"));
    }
}
