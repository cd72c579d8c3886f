//! Promise 4: whether a token is an access or a refresh token is always checked.

use jwt_fresh::JwtManager;
use jwt_fresh_tests::{ALL, Configuration, NEW, Request, Server};
use serde_json::{Value, json};

/// Which endpoint lets which kind of token in.
const ENDPOINTS: [(&str, &str); 4] = [
    ("/protected", "access"),
    ("/fresh", "access"),
    ("/optional", "access"),
    ("/refresh", "refresh"),
];

fn start(configuration: Configuration) -> Server {
    Server::start(&JwtManager::new(configuration.config()).unwrap())
}

#[test]
fn each_endpoint_lets_in_one_kind_of_token_and_refuses_the_other() {
    for configuration in ALL {
        let server = start(configuration);
        for (endpoint, wanted) in ENDPOINTS {
            for kind in ["access", "refresh"] {
                let token = configuration.token(json!({ "type": kind, "fresh": true }));
                let answer = server.send(&Request::get(endpoint).bearer(token));
                let expected = if kind == wanted { 200 } else { 422 };
                let case = format!("{} {kind} at {endpoint}", configuration.name);
                assert_eq!(answer.status, expected, "{case}: {}", answer.body);
            }
        }
    }
}

#[test]
fn a_type_that_is_neither_is_refused_everywhere() {
    for configuration in ALL {
        let server = start(configuration);
        for (endpoint, _) in ENDPOINTS {
            for kind in [
                json!("foo"),
                json!("ACCESS"),
                json!("Refresh"),
                json!("access "),
                json!(""),
                json!(1),
                json!(true),
                json!(["access", "refresh"]),
                json!({ "access": "refresh" }),
            ] {
                let token = configuration.token(json!({ "type": kind }));
                let answer = server.send(&Request::get(endpoint).bearer(token));
                let case = format!("{} type {kind} at {endpoint}", configuration.name);
                assert_eq!(answer.status, 422, "{case}");
                let message = json!({ "msg": "Missing or invalid claim: type" });
                assert_eq!(answer.json(), message, "{case}");
            }
        }
    }
}

#[test]
fn a_token_without_a_type_never_counts_as_a_refresh_token() {
    for configuration in ALL {
        let server = start(configuration);
        let untyped = configuration.token(json!({ "type": Value::Null }));
        for (endpoint, wanted) in ENDPOINTS {
            let answer = server.send(&Request::get(endpoint).bearer(&untyped));
            let counts_as_access = configuration.name != NEW.name;
            let expected = if counts_as_access && wanted == "access" {
                200
            } else {
                422
            };
            assert_eq!(answer.status, expected, "{} {endpoint}", configuration.name);
        }
    }
}
