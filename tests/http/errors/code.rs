//! `error_code_key`: the body of a rejection says its reason, for clients that would compare messages.

use actix_web::web;
use jwt_fresh::{ConfigError, JwtManager, jwt_required};
use jwt_fresh_tests::{ALL, Request, Server, now};
use serde_json::json;

#[jwt_required]
async fn protected() -> &'static str {
    "passed"
}

#[test]
fn a_rejection_says_its_reason_under_the_configured_key() {
    for of in ALL {
        let jwt = JwtManager::builder(of.config().error_code_key("code"))
            .token_verification_loader(|token| async move {
                match token.claims()["fails"].is_null() {
                    true => Ok(true),
                    false => Err("the callback failed"),
                }
            })
            .build()
            .unwrap();
        let server = Server::with(&jwt, |app| {
            app.route("/", web::get().to(protected));
        });
        for (changes, status, body) in [
            (
                json!({ "exp": now() - 600 }),
                401,
                json!({ "msg": "Token has expired", "code": "expired" }),
            ),
            (
                json!({ "nbf": now() + 600 }),
                422,
                json!({ "msg": "The token is not yet valid (nbf)", "code": "not_yet_valid" }),
            ),
            // The server's faults stay opaque.
            (
                json!({ "fails": true }),
                500,
                json!({ "msg": "Internal Server Error" }),
            ),
        ] {
            let answer = server.send(&Request::get("/").bearer(of.token(changes)));
            assert_eq!(
                (answer.status, answer.json()),
                (status, body),
                "{}",
                of.name
            );
        }
        let good = Request::get("/").bearer(of.token(json!({})));
        assert_eq!(server.send(&good).status, 200);
    }
}

#[test]
fn without_the_option_the_body_is_pythons() {
    for of in ALL {
        let server = Server::start(&JwtManager::new(of.config()).unwrap());
        let expired = of.token(json!({ "exp": now() - 600 }));
        let answer = server.send(&Request::get("/protected").bearer(expired));
        assert_eq!(answer.json(), json!({ "msg": "Token has expired" }));
    }
}

#[test]
fn one_key_for_both_is_an_error_at_start() {
    for of in ALL {
        let config = of.config().error_message_key("code").error_code_key("code");
        let error = JwtManager::new(config).unwrap_err();
        assert!(
            matches!(error, ConfigError::ErrorKeysEqual { .. }),
            "{error}"
        );
    }
}
