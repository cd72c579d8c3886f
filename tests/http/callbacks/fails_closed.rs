//! Promise 2: what can't be checked is refused. Trouble of our own is 5xx and opaque, a bad token is
//! 4xx, and "optional" forgives a missing token only.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
};

use jwt_fresh::{DecodedToken, JwtConfig, JwtManager, JwtManagerBuilder};
use jwt_fresh_tests::{ALL, Configuration, NEW, QUART, Request, Response, Server};
use serde_json::{Value, json};

const ENDPOINTS: [&str; 4] = ["/protected", "/fresh", "/refresh", "/optional"];
/// What a failing callback says, and no client may read.
const CONFIDENTIAL: &str = "redis://admin:hunter2@10.0.0.7 is down";

fn unreachable_store() -> io::Error {
    io::Error::other(CONFIDENTIAL)
}

fn good_token(configuration: Configuration, endpoint: &str, changes: Value) -> String {
    let mut changes = changes;
    if endpoint == "/refresh" {
        changes["type"] = json!("refresh");
    }
    configuration.token(changes)
}

/// Sends a good token to each endpoint of each configuration, and expects this answer.
fn expect_everywhere(
    config: fn(Configuration) -> JwtConfig,
    callback: fn(JwtManagerBuilder) -> JwtManagerBuilder,
    status: u16,
    body: &str,
) {
    for configuration in ALL {
        let jwt = callback(JwtManager::builder(config(configuration)))
            .build()
            .unwrap();
        let server = Server::start(&jwt);
        for endpoint in ENDPOINTS {
            let token = good_token(configuration, endpoint, json!({}));
            let answer = server.send(&Request::get(endpoint).bearer(token));
            let case = format!("{} {endpoint}", configuration.name);
            assert_eq!(
                (answer.status, answer.body.as_str()),
                (status, body),
                "{case}"
            );
            assert_eq!(
                answer.header("Content-Type"),
                Some("application/json"),
                "{case}"
            );
            assert!(
                !format!("{answer:?}").contains(CONFIDENTIAL),
                "{case}: {answer:?}"
            );
        }
    }
}

#[test]
fn a_blocklist_that_is_down_is_503() {
    expect_everywhere(
        Configuration::with_blocklist,
        |jwt| jwt.token_in_blocklist_loader(|_| async { Err::<bool, _>(unreachable_store()) }),
        503,
        r#"{"msg":"Service Unavailable"}"#,
    );
}

#[test]
fn a_claims_verification_that_fails_is_500() {
    expect_everywhere(
        Configuration::config,
        |jwt| jwt.token_verification_loader(|_| async { Err::<bool, _>(unreachable_store()) }),
        500,
        r#"{"msg":"Internal Server Error"}"#,
    );
}

#[test]
fn a_user_lookup_that_fails_is_500() {
    expect_everywhere(
        Configuration::config,
        |jwt| jwt.user_lookup_loader(|_| async { Err::<Option<()>, _>(unreachable_store()) }),
        500,
        r#"{"msg":"Internal Server Error"}"#,
    );
}

#[test]
fn a_callback_that_says_no_is_4xx() {
    expect_everywhere(
        Configuration::with_blocklist,
        |jwt| jwt.token_in_blocklist_loader(|_| async { true }),
        401,
        r#"{"msg":"Token has been revoked"}"#,
    );
    expect_everywhere(
        Configuration::config,
        |jwt| jwt.token_verification_loader(|_| async { false }),
        400,
        r#"{"msg":"User claims verification failed"}"#,
    );
    expect_everywhere(
        Configuration::config,
        |jwt| jwt.user_lookup_loader(|_| async { None::<()> }),
        401,
        r#"{"msg":"Error loading the user test"}"#,
    );
}

#[test]
fn a_missing_claim_that_is_needed_is_refused() {
    for configuration in ALL {
        let server = Server::start(&JwtManager::new(configuration.config()).unwrap());
        let new_only = configuration.name == NEW.name;
        for endpoint in ENDPOINTS {
            for (claim, refused) in [
                (configuration.identity_claim, true),
                ("exp", new_only),
                ("type", new_only || endpoint == "/refresh"),
                ("fresh", endpoint == "/fresh"),
                ("jti", false),
            ] {
                let mut changes = json!({});
                if endpoint == "/refresh" {
                    changes["type"] = json!("refresh");
                }
                changes[claim] = Value::Null;
                let token = configuration.token(changes);
                let answer = server.send(&Request::get(endpoint).bearer(token));
                let case = format!("{} without {claim} at {endpoint}", configuration.name);
                let expected: &[u16] = if refused { &[401, 422] } else { &[200] };
                assert!(expected.contains(&answer.status), "{case}: {answer:?}");
            }
        }
    }
}

#[test]
fn a_token_that_could_not_be_revoked_is_refused_where_revocation_is_checked() {
    for configuration in ALL {
        let jwt = JwtManager::builder(configuration.with_blocklist())
            .token_in_blocklist_loader(|_| async { false })
            .build()
            .unwrap();
        let server = Server::start(&jwt);
        for endpoint in ENDPOINTS {
            for (jti, status) in [(json!("a-jti"), 200), (json!(""), 422), (Value::Null, 422)] {
                let token = good_token(configuration, endpoint, json!({ "jti": jti }));
                let answer = server.send(&Request::get(endpoint).bearer(token));
                assert_eq!(
                    answer.status, status,
                    "{} {endpoint} {jti}",
                    configuration.name
                );
            }
        }
    }
}

#[test]
fn optional_forgives_a_missing_token_and_nothing_else() {
    for configuration in ALL {
        let jwt = JwtManager::builder(configuration.with_blocklist())
            .token_in_blocklist_loader(|token| async move {
                match token.jti() {
                    Some("asks-a-dead-store") => Err(unreachable_store()),
                    jti => Ok(jti == Some("revoked")),
                }
            })
            .build()
            .unwrap();
        let server = Server::start(&jwt);
        let optional = Request::get("/optional");

        let anonymous = server.send(&optional);
        assert_eq!(
            (anonymous.status, &anonymous.json()["identity"]),
            (200, &Value::Null)
        );

        let good = configuration.token(json!({}));
        for (fault, status, token) in [
            ("expired", 401, configuration.token(json!({ "exp": 1 }))),
            (
                "revoked",
                401,
                configuration.token(json!({ "jti": "revoked" })),
            ),
            (
                "a refresh token",
                422,
                configuration.token(json!({ "type": "refresh" })),
            ),
            (
                "without identity",
                422,
                configuration.token(json!({ configuration.identity_claim: null })),
            ),
            ("forged", 422, configuration.forged_token(json!({}))),
            (
                "unsigned",
                422,
                good[..=good.rfind('.').unwrap()].to_owned(),
            ),
            ("garbage", 422, "garbage".to_owned()),
            (
                "store down",
                503,
                configuration.token(json!({ "jti": "asks-a-dead-store" })),
            ),
        ] {
            let answer = server.send(&optional.clone().bearer(token));
            assert_eq!(
                answer.status, status,
                "{} {fault}: {answer:?}",
                configuration.name
            );
        }
    }
}

/// The answer, or `None` if the connection was closed without one.
fn try_send(server: &Server, request: &Request) -> Option<Response> {
    catch_unwind(AssertUnwindSafe(|| server.send(request))).ok()
}

#[test]
fn a_callback_that_panics_costs_that_request_and_no_other() {
    fn panic_at_a_bomb(token: &DecodedToken) {
        assert_ne!(*token.identity(), "bomb", "this panic is part of the test");
    }
    let managers = [
        JwtManager::builder(QUART.with_blocklist()).token_in_blocklist_loader(|token| async move {
            panic_at_a_bomb(&token);
            false
        }),
        JwtManager::builder(QUART.config()).token_verification_loader(|token| async move {
            panic_at_a_bomb(&token);
            true
        }),
        JwtManager::builder(QUART.config()).user_lookup_loader(|token| async move {
            panic_at_a_bomb(&token);
            Some(())
        }),
        // Before its future is even made.
        JwtManager::builder(QUART.config()).token_verification_loader(|token| {
            panic_at_a_bomb(&token);
            async { true }
        }),
    ];
    for jwt in managers {
        let server = Server::start(&jwt.build().unwrap());
        for endpoint in ENDPOINTS {
            let bomb = good_token(QUART, endpoint, json!({ "identity": "bomb" }));
            let answer = try_send(&server, &Request::get(endpoint).bearer(bomb));
            assert!(
                answer.is_none_or(|answer| answer.status >= 500),
                "{endpoint}"
            );

            // Enough of them to meet both workers.
            for _ in 0..8 {
                let token = good_token(QUART, endpoint, json!({}));
                let answer = server.send(&Request::get(endpoint).bearer(token));
                assert_eq!(
                    (answer.status, &answer.json()["identity"]),
                    (200, &json!("test"))
                );
            }
        }
    }
}
