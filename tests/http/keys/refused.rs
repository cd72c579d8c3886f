//! Keys that are refused before the server starts: what is no key, no pair, or too weak.

use std::{error::Error as _, io};

use base64::{Engine, engine::general_purpose::STANDARD};
use jwt_fresh::{
    Algorithm, ConfigError, CryptoBackend, JwtConfig, JwtManager, KeySource, SigningKey,
    VerifyingKey,
};
use jwt_fresh_tests::{HMAC_ALGORITHMS, KEY_PAIRS, LogBook, config_error, key_path, pem};

const JWK: &str = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;
const SSH: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPJ4MQyIzOzxYI9BFVlKNkMP5Z4Ma9K2YAz6 test";

/// Everything that is no public key for ES256.
const NO_P256: [&str; 14] = [
    "p256.pem",
    "p256_sec1.pem",
    "p256_certificate.pem",
    "rsa_certificate.pem",
    "p384.pub.pem",
    "p521.pub.pem",
    "rsa.pub.pem",
    "rsa_pkcs1.pub.pem",
    "rsa.pem",
    "rsa_pkcs1.pem",
    "ed25519.pub.pem",
    "ed448.pub.pem",
    "rsa_encrypted.pem",
    "rsa_exponent_1.pub.pem",
];

#[test]
fn what_is_no_public_key_for_the_algorithm_is_not_taken_for_one() {
    for (algorithm, name, _) in KEY_PAIRS {
        let own = [format!("{name}.pub.pem"), format!("{name}_pkcs1.pub.pem")];
        let files = NO_P256.into_iter().chain(["p256.pub.pem"]);
        for file in files.filter(|file| !own.contains(&(*file).to_owned())) {
            let refused = VerifyingKey::from_pem(algorithm, pem(file));
            let refused = refused.err();
            assert_invalid(refused.as_ref(), algorithm, "public", file);
            let again = KeySource::public_pem(algorithm, pem(file)).err();
            assert_eq!(refused, again, "{file} for {algorithm}");
        }
        for text in [
            "",
            "garbage",
            JWK,
            SSH,
            "-----BEGIN PUBLIC KEY-----",
            &truncated(name),
        ] {
            let refused = VerifyingKey::from_pem(algorithm, text).err();
            assert!(
                matches!(refused, Some(ConfigError::InvalidPem { .. })),
                "{text}"
            );
        }
    }
}

fn assert_invalid(refused: Option<&ConfigError>, of: Algorithm, of_half: &str, file: &str) {
    match refused {
        Some(ConfigError::InvalidPem {
            algorithm, half, ..
        }) => assert_eq!((*algorithm, *half), (of, of_half), "{file}"),
        other => panic!("{file} for {of}: {other:?}"),
    }
}

fn truncated(name: &str) -> String {
    let whole = pem(&format!("{name}.pub.pem"));
    let lines: Vec<_> = whole.lines().collect();
    [
        lines[0],
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE",
        lines[lines.len() - 1],
    ]
    .join("\n")
}

#[test]
fn what_is_no_private_key_for_the_algorithm_is_not_taken_for_one() {
    let files = [
        "rsa.pub.pem",
        "rsa_pkcs1.pub.pem",
        "rsa_certificate.pem",
        "rsa_encrypted.pem",
        "p256.pub.pem",
        "p256_certificate.pem",
        "p256_sec1.pem",
        "ed25519.pub.pem",
        "ed448.pem",
    ];
    for (algorithm, name, _) in KEY_PAIRS {
        let of_others = ["rsa.pem", "p256.pem", "ed25519.pem"];
        let of_others = of_others.into_iter().filter(|file| !file.starts_with(name));
        for file in files.into_iter().chain(of_others) {
            let refused = SigningKey::from_pem(algorithm, pem(file)).err();
            if file == "p256_sec1.pem" && algorithm == Algorithm::ES256 {
                assert_eq!(refused, None, "SEC 1 is converted");
                continue;
            }
            assert_invalid(refused.as_ref(), algorithm, "private", file);
        }
    }
    let hint = VerifyingKey::from_pem(Algorithm::ES256, pem("p256_certificate.pem")).unwrap_err();
    assert!(
        hint.to_string().contains("openssl x509 -pubkey -noout"),
        "{hint}"
    );
}

fn configurations(keys: &KeySource) -> [JwtConfig; 3] {
    [
        JwtConfig::new(keys.clone()),
        JwtConfig::quart(keys.clone()),
        JwtConfig::flask(keys.clone()),
    ]
}

fn refusals(keys: &KeySource) -> Vec<ConfigError> {
    let refused = |config| JwtManager::new(config).expect_err("the keys are refused");
    configurations(keys).map(refused).to_vec()
}

#[test]
fn halves_that_do_not_belong_together_are_refused() {
    for (algorithm, name, other) in KEY_PAIRS {
        let [private, public] = [format!("{name}.pem"), format!("{other}.pub.pem")];
        let keys = KeySource::pem_pair(algorithm, pem(&private), pem(&public)).unwrap();
        for error in refusals(&keys) {
            assert_eq!(error, config_error!(KeysDoNotMatch), "{algorithm}");
        }
    }
}

/// The form of the key is right, but its number can't be that of a private key.
#[test]
fn a_private_key_of_zero_is_refused_by_the_back_end() {
    let mut der = STANDARD
        .decode(
            pem("p256.pem")
                .lines()
                .filter(|line| !line.starts_with('-'))
                .collect::<String>(),
        )
        .unwrap();
    let number = der
        .windows(4)
        .position(|piece| piece == [2, 1, 1, 4])
        .expect("version, number");
    der[number + 5..number + 37].fill(0);
    let zero = KeySource::keys(
        Some(SigningKey::from_pem(Algorithm::ES256, der).unwrap()),
        [VerifyingKey::from_pem(Algorithm::ES256, pem("p256.pub.pem")).unwrap()],
    );
    for error in refusals(&zero) {
        assert!(
            matches!(error, ConfigError::UnusableKey { .. }),
            "{error:?}"
        );
        assert!(error.source().is_some());
    }
}

#[test]
fn a_key_with_which_everybody_could_sign_is_refused() {
    for file in ["rsa_exponent_1.pub.pem", "rsa_exponent_65536.pub.pem"] {
        let refused = VerifyingKey::from_pem(Algorithm::RS256, pem(file)).err();
        assert!(
            matches!(refused, Some(ConfigError::InvalidPem { .. })),
            "{file}"
        );
    }
}

#[test]
fn a_short_rsa_key_is_refused_by_new_and_wherever_the_back_end_can_not_use_it() {
    let algorithm = Algorithm::RS256;
    let [private, public] = [pem("short_rsa.pem"), pem("short_rsa.pub.pem")];
    let pair = KeySource::pem_pair(algorithm, private, public.clone()).unwrap();
    let public = KeySource::public_pem(algorithm, public).unwrap();
    for keys in [pair, public] {
        let [new, quart, flask] = configurations(&keys)
            .map(|config| JwtManager::new(config.crypto_backend(CryptoBackend::AwsLcRs)).err());
        // With aws-lc-rs no token could be verified, so a warning would not do.
        assert_eq!(new, config_error!(WeakRsaKey));
        assert_eq!(quart, config_error!(WeakRsaKey));
        assert_eq!(flask, config_error!(WeakRsaKey));
    }
}

#[test]
fn a_public_key_is_never_taken_for_a_secret() {
    for algorithm in HMAC_ALGORITHMS {
        for secret in [
            pem("rsa.pub.pem"),
            pem("rsa_pkcs1.pub.pem"),
            pem("rsa_certificate.pem"),
            pem("p256.pub.pem"),
            pem("ed25519.pub.pem"),
            pem("rsa.pem"),
            format!("\n  {}", pem("rsa.pub.pem")),
            pem("rsa.pub.pem").replace('\n', "\r\n"),
            pem("rsa.pub.pem").replace('\n', ""),
            SSH.to_owned(),
        ] {
            for config in configurations(&secret.as_str().into()) {
                let refused = JwtManager::new(config.algorithm(algorithm)).err();
                assert_eq!(
                    refused,
                    config_error!(KeyAsSecret { algorithm }),
                    "{secret}"
                );
            }
            let refused = VerifyingKey::from_secret(algorithm, &secret).err();
            assert_eq!(refused, config_error!(KeyAsSecret { algorithm }));
            let refused = SigningKey::from_secret(algorithm, &secret).err();
            assert_eq!(refused, config_error!(KeyAsSecret { algorithm }));
        }
    }
}

#[test]
fn an_empty_secret_is_refused_wherever_it_is_given() {
    for algorithm in HMAC_ALGORITHMS {
        let refused = VerifyingKey::from_secret(algorithm, "").err();
        assert_eq!(refused, config_error!(EmptySecret));
        let refused = SigningKey::from_secret(algorithm, []).err();
        assert_eq!(refused, config_error!(EmptySecret));
        for config in configurations(&KeySource::secret("")) {
            let refused = JwtManager::new(config.algorithm(algorithm)).err();
            assert_eq!(refused, config_error!(EmptySecret));
        }
    }
}

#[test]
fn a_secret_and_a_pair_are_not_taken_for_each_other() {
    for (algorithm, ..) in KEY_PAIRS {
        let expected = config_error!(SecretForKeyPair { algorithm });
        assert_eq!(
            SigningKey::from_secret(algorithm, "x".repeat(64)).err(),
            expected
        );
        assert_eq!(
            VerifyingKey::from_secret(algorithm, "x".repeat(64)).err(),
            expected
        );
    }
    for algorithm in HMAC_ALGORITHMS {
        let expected = config_error!(KeyPairForSecret { algorithm });
        assert_eq!(
            SigningKey::from_pem(algorithm, pem("rsa.pem")).err(),
            expected
        );
        assert_eq!(
            VerifyingKey::from_pem(algorithm, pem("rsa.pub.pem")).err(),
            expected
        );
    }
}

#[test]
fn a_file_that_can_not_be_read_is_named() {
    let missing = key_path("no_such_key.pem");
    let public = key_path("rsa.pub.pem");
    for error in [
        KeySource::pem_files(Algorithm::RS256, &missing, &public).err(),
        KeySource::pem_files(Algorithm::RS256, key_path("rsa.pem"), &missing).err(),
        SigningKey::from_pem_file(Algorithm::RS256, &missing).err(),
        VerifyingKey::from_pem_file(Algorithm::RS256, &missing).err(),
    ] {
        let error = error.expect("there is no such file");
        assert!(
            matches!(error, ConfigError::UnreadableKeyFile { .. }),
            "{error:?}"
        );
        assert!(error.to_string().contains("no_such_key.pem"), "{error}");
        let source = error.source().expect("the operating system's error");
        let source = source.downcast_ref::<io::Error>().unwrap();
        assert_eq!(source.kind(), io::ErrorKind::NotFound);
    }
    let directory = VerifyingKey::from_pem_file(Algorithm::RS256, key_path("")).err();
    assert!(matches!(
        directory,
        Some(ConfigError::UnreadableKeyFile { .. })
    ));
}

#[test]
fn no_error_and_no_log_line_holds_a_key() {
    let log = LogBook::open();
    let lines = pem("rsa.pem");
    let telling = lines.lines().nth(5).expect("it is a long key");
    let mut printed = String::new();
    for error in [
        VerifyingKey::from_pem(Algorithm::ES256, &lines).err(),
        SigningKey::from_pem(Algorithm::ES256, &lines).err(),
        JwtManager::new(JwtConfig::new(lines.as_str())).err(),
    ] {
        let error = error.expect("it is refused");
        printed.push_str(&format!("{error} {error:?}"));
    }
    let key = SigningKey::from_pem(Algorithm::RS256, &lines).unwrap();
    printed.push_str(&format!(
        "{key:?} {:?}",
        KeySource::keys(Some(key.clone()), [])
    ));
    assert!(
        !printed.contains(telling) && !printed.contains("PRIVATE KEY-----\nMII"),
        "{printed}"
    );
    assert_eq!(log.lines_with(telling), [""; 0]);
}
