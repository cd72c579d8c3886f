//! C8, second half: of two keys for one algorithm the second was dropped in silence, so that after a change of
//! keys every old token was refused.

use jwt_fresh::{
    Algorithm, ConfigError, JwtConfig, JwtManager, KeySource, SigningKey, VerifyingKey,
};
use jwt_fresh_tests::{NEW, Request, SECRET, Server, config_error};
use serde_json::json;

const OTHER: &str = "another secret of at least sixty-four bytes, for all of the algorithms";

fn secret(algorithm: Algorithm, secret: &str) -> VerifyingKey {
    VerifyingKey::from_secret(algorithm, secret.repeat(2)).unwrap()
}

fn starts(keys: &KeySource) -> [JwtConfig; 3] {
    [JwtConfig::new, JwtConfig::quart, JwtConfig::flask].map(|start| start(keys.clone()))
}

fn error(config: JwtConfig) -> Option<ConfigError> {
    JwtManager::new(config).err()
}

#[test]
fn a_key_that_would_verify_nothing_is_an_error() {
    for algorithm in [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512] {
        let signing = SigningKey::from_secret(algorithm, OTHER.repeat(2)).unwrap();
        let new = secret(algorithm, OTHER);
        let old = || secret(algorithm, SECRET);
        for keys in [
            KeySource::keys(Some(signing.clone()), [new.clone(), old()]),
            KeySource::keys(None, [new.clone(), old()]),
        ] {
            for config in starts(&keys) {
                let error = error(config);
                assert_eq!(error, config_error!(SeveralKeys { algorithm }));
            }
            // A callback chooses.
            for config in starts(&keys) {
                let chosen = old();
                let builder = JwtManager::builder(config)
                    .decode_key_loader(move |_| std::future::ready(chosen.clone()));
                assert!(builder.build().is_ok());
            }
        }
    }
}

/// Control: one key for each of several algorithms.
#[test]
fn one_key_for_each_algorithm_is_used() {
    let mine = VerifyingKey::from_secret(Algorithm::HS256, SECRET).unwrap();
    let keys = KeySource::keys(None, [mine, secret(Algorithm::HS512, OTHER)]);
    for config in starts(&keys) {
        let jwt = JwtManager::new(config.identity_claim(NEW.identity_claim)).unwrap();
        let server = Server::start(&jwt);
        let request = Request::get("/protected").bearer(NEW.token(json!({})));
        assert_eq!(server.send(&request).status, 200);
    }
}
