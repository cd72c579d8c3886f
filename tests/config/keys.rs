//! Keys by name: which of them counts, whatever the order they are set in.

use jwt_fresh::{
    Algorithm, ConfigError, JwtConfig, JwtError, JwtManager, KeySource, SigningKey, VerifyingKey,
};
use jwt_fresh_tests::{LogBook, config_error, key_file};
use serde_json::json;

use crate::library::{ALL, Flask, Library, Ours, Quart, SECRET};

const EC_PRIVATE: &str = key_file!("p256.pem");
const EC_PUBLIC: &str = key_file!("p256.pub.pem");

fn named(library: Library, options: &[(&str, &str)]) -> Result<JwtManager, ConfigError> {
    let config = library.with_keys(KeySource::unset());
    JwtManager::new(config.with_env_from(options.iter().copied())?)
}

/// Whether tokens of one manager are good for the other.
fn agree(one: &JwtManager, other: &JwtManager) -> bool {
    let token = one.create_access_token("test").encode().unwrap();
    other.decode_token(&token).is_ok()
}

#[test]
fn without_any_key_the_configuration_is_refused() {
    for library in ALL {
        let error = JwtManager::new(library.with_keys(KeySource::unset())).unwrap_err();
        assert_eq!(
            error,
            config_error!(NoKey {
                algorithm: Algorithm::HS256
            })
        );
        assert!(error.to_string().contains("JWT_SECRET_KEY"), "{error}");

        let error = named(library, &[("JWT_SECRET_KEY", "")]).unwrap_err();
        assert_eq!(
            error,
            config_error!(NoKey {
                algorithm: Algorithm::HS256
            })
        );

        let error = named(library, &[("JWT_ALGORITHM", "ES256")]).unwrap_err();
        assert!(error.to_string().contains("JWT_PRIVATE_KEY"), "{error}");
    }
}

#[test]
fn the_apps_own_secret_counts_where_there_is_no_other() {
    let other = "another secret of sixty-four bytes, which nobody else may know 0";
    for library in ALL {
        let ours = JwtManager::new(library.config()).unwrap();
        for options in [
            vec![("SECRET_KEY", SECRET)],
            vec![("JWT_SECRET_KEY", ""), ("SECRET_KEY", SECRET)],
            vec![("JWT_SECRET_KEY", SECRET), ("SECRET_KEY", other)],
            vec![("SECRET_KEY", other), ("JWT_SECRET_KEY", SECRET)],
        ] {
            assert!(
                agree(&ours, &named(library, &options).unwrap()),
                "{options:?}"
            );
        }
        // The one in the code is another.
        let config = library.set_text("SECRET_KEY", other).unwrap();
        assert!(agree(&ours, &JwtManager::new(config).unwrap()));
        // And gives way to the environment's.
        let config = library.set_text("JWT_SECRET_KEY", other).unwrap();
        assert!(!agree(&ours, &JwtManager::new(config).unwrap()));
    }
}

#[test]
fn the_order_of_key_and_algorithm_does_not_matter() {
    let pair = JwtManager::new(JwtConfig::new(
        KeySource::pem_pair(Algorithm::ES256, EC_PRIVATE, EC_PUBLIC).unwrap(),
    ))
    .unwrap();
    let (algorithm, private, public) = (
        ("JWT_ALGORITHM", "ES256"),
        ("JWT_PRIVATE_KEY", EC_PRIVATE),
        ("JWT_PUBLIC_KEY", EC_PUBLIC),
    );
    for options in [
        [algorithm, private, public],
        [private, algorithm, public],
        [public, private, algorithm],
    ] {
        let jwt = named(Ours, &options).unwrap();
        assert!(agree(&jwt, &pair) && agree(&pair, &jwt));
        // A secret is at hand too, and is not taken.
        let jwt = Ours
            .config()
            .with_env_from(options)
            .and_then(JwtManager::new)
            .unwrap();
        assert!(agree(&jwt, &pair) && agree(&pair, &jwt));
    }
}

#[test]
fn a_pem_may_stand_on_one_line() {
    let line = |pem: &str| pem.replace('\n', "\\n");
    let jwt = named(
        Ours,
        &[
            ("JWT_ALGORITHM", "ES256"),
            ("JWT_PRIVATE_KEY", &line(EC_PRIVATE)),
            ("JWT_PUBLIC_KEY", &line(EC_PUBLIC)),
        ],
    )
    .unwrap();
    assert!(agree(&jwt, &jwt));
}

#[test]
fn half_a_pair_does_half_the_work() {
    for library in ALL {
        let algorithm = ("JWT_ALGORITHM", "ES256");
        let private = named(library, &[algorithm, ("JWT_PRIVATE_KEY", EC_PRIVATE)]).unwrap();
        let public = named(library, &[algorithm, ("JWT_PUBLIC_KEY", EC_PUBLIC)]).unwrap();
        assert!(agree(&private, &public));

        let no_token = public.create_access_token("test").encode().unwrap_err();
        assert!(
            matches!(no_token, JwtError::TokenNotCreated { .. }),
            "{no_token}"
        );
        let token = private.create_access_token("test").encode().unwrap();
        let not_verified = private.decode_token(&token).unwrap_err();
        assert!(
            matches!(not_verified, JwtError::NoVerifyingKey { .. }),
            "{not_verified}"
        );
    }
}

/// In Python each such token is a 500, and none is accepted.
#[test]
fn an_algorithm_of_another_sort_is_never_accepted() {
    let log = LogBook::open();
    let warnings = || {
        log.lines_with("tokens of a further algorithm are not accepted")
            .len()
    };
    let hmac = JwtManager::new(Quart.with_keys(SECRET)).unwrap();
    let pair = [
        ("JWT_ALGORITHM", "ES256"),
        ("JWT_PRIVATE_KEY", EC_PRIVATE),
        ("JWT_PUBLIC_KEY", EC_PUBLIC),
    ];
    let ec = named(Quart, &pair).unwrap();
    for library in [Quart, Flask] {
        let before = warnings();
        let set = |options: &[(&str, &str)]| {
            let config = library
                .with_keys(SECRET)
                .identity_claim("identity")
                .user_claims("user_claims");
            JwtManager::new(config.with_env_from(options.iter().copied()).unwrap()).unwrap()
        };
        let with_secret = set(&[
            ("JWT_DECODE_ALGORITHMS", "ES256"),
            ("JWT_PUBLIC_KEY", EC_PUBLIC),
        ]);
        assert!(agree(&hmac, &with_secret) && !agree(&ec, &with_secret));
        let with_pair = set(&[
            pair[0],
            pair[1],
            pair[2],
            ("JWT_DECODE_ALGORITHMS", "HS256"),
        ]);
        assert!(agree(&ec, &with_pair) && !agree(&hmac, &with_pair));
        assert!(warnings() >= before + 2);
    }
    let error = Ours
        .set("JWT_DECODE_ALGORITHMS", &json!(["HS384", "ES256"]))
        .map(JwtManager::new);
    assert_eq!(
        error.unwrap().unwrap_err(),
        config_error!(SecretForKeyPair {
            algorithm: Algorithm::ES256
        })
    );
}

#[test]
fn keys_that_were_made_before_keep_their_algorithm_or_give_way() {
    let made = || {
        KeySource::keys(
            Some(SigningKey::from_pem(Algorithm::ES256, EC_PRIVATE).unwrap()),
            [VerifyingKey::from_pem(Algorithm::ES256, EC_PUBLIC).unwrap()],
        )
    };
    let set = |name, text| {
        JwtManager::new(
            JwtConfig::new(made())
                .with_env_from([(name, text)])
                .unwrap(),
        )
    };
    assert!(set("JWT_ALGORITHM", "ES256").is_ok());
    assert!(
        set("SECRET_KEY", SECRET)
            .is_ok_and(|jwt| agree(&jwt, &set("JWT_ALGORITHM", "ES256").unwrap()))
    );
    assert_eq!(
        set("JWT_ALGORITHM", "RS256").unwrap_err(),
        config_error!(KeyForAnotherAlgorithm {
            algorithm: Algorithm::RS256
        })
    );
    let hmac = JwtManager::new(JwtConfig::new(SECRET)).unwrap();
    assert!(agree(&set("JWT_SECRET_KEY", SECRET).unwrap(), &hmac));
}

/// Where callbacks give the keys, none need be configured.
#[test]
fn a_key_callback_takes_the_place_of_a_key() {
    let jwt = JwtManager::builder(JwtConfig::new(KeySource::unset()))
        .encode_key_loader(|_| async { SigningKey::from_secret(Algorithm::HS256, SECRET) })
        .decode_key_loader(|_| async { VerifyingKey::from_secret(Algorithm::HS256, SECRET) })
        .build()
        .unwrap();
    assert!(agree(&jwt, &jwt));
}

#[test]
fn each_manager_warns_once_of_weak_keys_from_its_callback() {
    let log = LogBook::open();
    let warnings = || {
        let lines = log.lines_with("a key is too weak");
        lines
            .iter()
            .filter(|line| line.contains("encode_key_loader"))
            .count()
    };
    for expected in [1, 2] {
        let jwt = JwtManager::builder(Quart.config())
            .encode_key_loader(|_| async { SigningKey::from_secret(Algorithm::HS256, "weak") })
            .build()
            .unwrap();
        for _ in 0..3 {
            jwt.create_access_token("test").encode().unwrap();
        }
        assert_eq!(warnings(), expected);
    }
}
