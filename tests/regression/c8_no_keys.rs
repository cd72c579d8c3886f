//! C8, first half: a configuration without any key started, and each request was a 500.

use jwt_fresh::{Algorithm, JwtConfig, JwtManager, KeySource, VerifyingKey};
use jwt_fresh_tests::{NEW, Request, SECRET, Server, config_error};
use serde_json::json;

fn starts(no_keys: KeySource) -> [JwtConfig; 3] {
    [
        JwtConfig::new(no_keys.clone()),
        JwtConfig::quart(no_keys.clone()),
        JwtConfig::flask(no_keys),
    ]
}

#[test]
fn no_keys_at_all_are_an_error() {
    for config in starts(KeySource::keys(None, [])) {
        let error = JwtManager::new(config.clone()).unwrap_err();
        let algorithm = Algorithm::HS256;
        assert_eq!(error, config_error!(NoKey { algorithm }));
        assert!(error.to_string().contains("there is no key"), "{error}");
        // A key under a Python name is one.
        let named = config.with_env_from([("JWT_SECRET_KEY", SECRET)]).unwrap();
        assert!(JwtManager::new(named).is_ok());
    }
}

/// Control: where a callback gives the keys, none is needed.
#[test]
fn a_callback_may_give_them() {
    let jwt = JwtManager::builder(JwtConfig::new(KeySource::keys(None, [])))
        .decode_key_loader(|_| async { VerifyingKey::from_secret(Algorithm::HS256, SECRET) })
        .build()
        .unwrap();
    let server = Server::start(&jwt);
    let get = Request::get("/protected");
    let answer = server.send(&get.bearer(NEW.token(json!({}))));
    assert_eq!(answer.status, 200, "{answer:?}");
}
