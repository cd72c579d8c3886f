//! Tokens cross between the Python libraries and us, in both directions, under the same keys.
//!
//! The tokens were made and exchanged once with the real libraries, by `fixtures/make.py`; here the
//! clock stands still when they were.

use std::time::{Duration, UNIX_EPOCH};

use jwt_fresh::{
    Algorithm, JwtManager,
    TokenLocation::{Cookies, Headers},
};
use jwt_fresh_tests::{Request, Server, key_file};
use serde_json::{Value, json};

use super::PYTHON;
use crate::harness::{
    fixture::{Fixture, OUR_TOKENS, PYTHON_TOKENS},
    key_pair::KeyPair,
    layout::segment,
};

/// A test for each algorithm, in each direction.
macro_rules! crossings {
    ($($name:ident: $algorithm:ident,)+) => {
        mod from_python {
            use super::*;

            $(
                #[test]
                fn $name() {
                    for token in PYTHON_TOKENS.of(PYTHON, Algorithm::$algorithm) {
                        accept(&token);
                    }
                }
            )+
        }

        mod to_python {
            use super::*;

            $(
                #[test]
                fn $name() {
                    for token in OUR_TOKENS.of(PYTHON, Algorithm::$algorithm) {
                        accept(&token);
                        make_again(&token);
                    }
                }
            )+
        }
    };
}

crossings! {
    hs256: HS256,
    hs384: HS384,
    hs512: HS512,
    rs256: RS256,
    rs384: RS384,
    rs512: RS512,
    ps256: PS256,
    ps384: PS384,
    ps512: PS512,
    es256: ES256,
    es384: ES384,
    eddsa: EdDSA,
}

/// An app with the keys that the token was made with, this long after.
fn manager(token: &Fixture, later: Duration) -> JwtManager {
    let config = match KeyPair::of(token.algorithm) {
        Some(pair) => pair.config(PYTHON),
        None => PYTHON
            .config_with(key_file!("secret.txt").trim_end())
            .algorithm(token.algorithm),
    };
    let now = UNIX_EPOCH + Duration::from_secs(token.issued_at) + later;
    let config = config
        .clock(move || now)
        .token_locations([Headers, Cookies]);
    JwtManager::new(config).expect("the configuration is sound")
}

/// The token opens what it is for, until its time is over.
fn accept(token: &Fixture) {
    let (endpoint, lifetime) = match &*token.kind {
        "access" => ("/protected", 900),
        "fresh" => ("/fresh", 900),
        "refresh" => ("/refresh", 2_592_000),
        other => panic!("no such kind: {other}"),
    };
    let request = Request::get(endpoint).bearer(&token.token);
    let open = Server::start(&manager(token, Duration::ZERO)).send(&request);
    assert_eq!(open.status, 200, "{token:?}\n{}", open.body);
    assert_eq!(open.json()["identity"], token.identity(), "{token:?}");
    assert_eq!(*role(&open.json()["claims"]), token.role(), "{token:?}");

    let over = Duration::from_secs(lifetime);
    let over = Server::start(&manager(token, over)).send(&request);
    assert_eq!(over.status, 401, "{token:?}");
    assert_eq!(over.json(), json!({ "msg": "Token has expired" }));
}

/// The app's own claim: nested in Quart, at the top level in Flask.
fn role(claims: &Value) -> &Value {
    let claims = PYTHON.column(&claims["user_claims"], claims);
    &claims["role"]
}

/// The encoder that made the token makes the same one again, but for what is random.
fn make_again(token: &Fixture) {
    let jwt = manager(token, Duration::ZERO);
    let made: Value = segment(&token.token, 1).parse().expect("claims are JSON");
    // In Flask the app's claims can take the place of ours, so that nothing is random.
    let mut claims = PYTHON.column(
        json!({}),
        json!({ "jti": made["jti"], "csrf": made["csrf"] }),
    );
    if let Value::String(role) = token.role() {
        claims["role"] = role.into();
    }
    let identity = token.identity();
    let again = match &*token.kind {
        "access" => jwt.create_access_token(identity).claims(claims).encode(),
        "fresh" => jwt
            .create_access_token(identity)
            .claims(claims)
            .fresh(true)
            .encode(),
        _ => jwt.create_refresh_token(identity).claims(claims).encode(),
    };
    let again = again.expect("the token can be made");
    assert_eq!(segment(&again, 0), segment(&token.token, 0));
    assert_eq!(
        with_random_claims_of(&made, &again),
        segment(&token.token, 1)
    );
    if PYTHON.column(false, token.is_deterministic()) {
        assert_eq!(again, token.token, "to the last byte");
    }
}

/// The claims of a token with `jti` and `csrf` of another one.
fn with_random_claims_of(other: &Value, token: &str) -> String {
    let text = segment(token, 1);
    let claims: Value = text.parse().expect("claims are JSON");
    ["jti", "csrf"].iter().fold(text.clone(), |text, name| {
        let random = |claims: &Value| claims[*name].as_str().unwrap_or_default().to_owned();
        text.replace(&random(&claims), &random(other))
    })
}
