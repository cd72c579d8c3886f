//! A10: a list that was given and is empty turned its check off in silence.

use jwt_fresh::{ConfigError, JwtConfig, JwtManager};
use jwt_fresh_tests::config_error;
use serde_json::json;

const NONE: [&str; 0] = [];

fn configurations() -> [JwtConfig; 3] {
    const SECRET: &str = "a secret of at least thirty-two bytes";
    [
        JwtConfig::new(SECRET),
        JwtConfig::quart(SECRET),
        JwtConfig::flask(SECRET),
    ]
}

#[test]
fn an_empty_list_is_refused_at_start() {
    type Set = fn(JwtConfig) -> JwtConfig;
    let options: [(&str, Set); 3] = [
        ("decode_audience", |config| config.decode_audience(NONE)),
        ("decode_issuers", |config| config.decode_issuers(NONE)),
        ("csrf_methods", |config| config.csrf_methods(NONE)),
    ];
    for (name, set) in options {
        for config in configurations() {
            let error = JwtManager::new(set(config)).err();
            assert_eq!(error.unwrap(), config_error!(EmptyList { option: name }));
        }
    }
}

#[test]
fn a_later_list_takes_the_place_of_an_empty_one() {
    for config in configurations() {
        let config = config
            .decode_issuers(NONE)
            .decode_issuer("issuer")
            .encode_issuer("issuer");
        let config = config.csrf_methods(NONE).csrf_methods(["POST"]);
        assert!(JwtManager::new(config).is_ok());
    }
}

#[test]
fn an_empty_variable_is_refused() {
    for name in [
        "JWT_DECODE_AUDIENCE",
        "JWT_DECODE_ISSUER",
        "JWT_CSRF_METHODS",
    ] {
        for config in configurations() {
            let error = config.clone().with_env_from([(name, "")]).err();
            assert!(
                matches!(&error, Some(ConfigError::MalformedOption { name: named, .. }) if *named == name),
                "{name}: {error:?}"
            );
            let error = config.with_option(name, &json!([])).err();
            assert!(
                matches!(error, Some(ConfigError::MalformedOption { .. })),
                "{name}"
            );
        }
    }
}
