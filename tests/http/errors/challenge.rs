//! The `WWW-Authenticate` of a refusal (RFC 6750 section 3, RFC 9470 section 3): fixed text, sent by
//! `JwtConfig::new` only.

use std::io;

use jwt_fresh::{JwtConfig, JwtManager};
use jwt_fresh_tests::{ALL, Configuration, Mint, NEW, Request, Server};
use serde_json::json;

const INVALID_REQUEST: &str = r#"Bearer error="invalid_request""#;
const INVALID_TOKEN: &str = r#"Bearer error="invalid_token""#;
const NOT_FRESH: &str = r#"Bearer error="insufficient_user_authentication""#;

/// A manager whose callbacks do what the token's `jti` says.
fn start(config: JwtConfig) -> Server {
    let jwt = JwtManager::builder(config.blacklist_enabled(true))
        .token_in_blocklist_loader(|token| async move {
            match token.jti() {
                Some("store down") => Err(io::Error::other("down")),
                jti => Ok(jti == Some("revoked")),
            }
        })
        .token_verification_loader(|token| async move { token.jti() != Some("claims refused") })
        .user_lookup_loader(|token| async move {
            (token.jti() != Some("no such user")).then_some("a user")
        })
        .build()
        .unwrap();
    Server::start(&jwt)
}

/// Each kind of answer: its name, the request, its status, and the challenge of `JwtConfig::new`.
fn answers(of: Configuration) -> Vec<(&'static str, Request, u16, Option<&'static str>)> {
    let bearer = |endpoint, changes| Request::get(endpoint).bearer(of.token(changes));
    let header = |value: &str| Request::get("/protected").header("Authorization", value);
    vec![
        ("no token", Request::get("/protected"), 401, Some("Bearer")),
        ("an empty header", header(""), 401, Some("Bearer")),
        (
            "no token in the header",
            header("Bearer"),
            422,
            Some(INVALID_REQUEST),
        ),
        (
            "two words for a token",
            header("Bearer a b"),
            422,
            Some(INVALID_REQUEST),
        ),
        (
            "garbage",
            header("Bearer garbage"),
            422,
            Some(INVALID_TOKEN),
        ),
        (
            "expired",
            bearer("/protected", json!({ "exp": 1 })),
            401,
            Some(INVALID_TOKEN),
        ),
        (
            "revoked",
            bearer("/protected", json!({ "jti": "revoked" })),
            401,
            Some(INVALID_TOKEN),
        ),
        (
            "no such user",
            bearer("/protected", json!({ "jti": "no such user" })),
            401,
            Some(INVALID_TOKEN),
        ),
        (
            "wrong type",
            bearer("/refresh", json!({})),
            422,
            Some(INVALID_TOKEN),
        ),
        (
            "not fresh",
            bearer("/fresh", json!({ "fresh": false })),
            401,
            Some(NOT_FRESH),
        ),
        (
            "claims refused",
            bearer("/protected", json!({ "jti": "claims refused" })),
            400,
            None,
        ),
        (
            "store down",
            bearer("/protected", json!({ "jti": "store down" })),
            503,
            None,
        ),
        ("accepted", bearer("/protected", json!({})), 200, None),
        ("anonymous", Request::get("/optional"), 200, None),
    ]
}

#[test]
fn new_says_what_it_takes_to_get_in() {
    let server = start(NEW.config());
    for (name, request, status, challenge) in answers(NEW) {
        let answer = server.send(&request);
        assert_eq!(answer.status, status, "{name}: {answer:?}");
        assert_eq!(answer.header("WWW-Authenticate"), challenge, "{name}");
    }
}

#[test]
fn new_names_only_the_scheme_where_another_one_was_used() {
    let answer = start(NEW.config())
        .send(&Request::get("/protected").header("Authorization", "Basic dGVzdDp0ZXN0"));
    assert_eq!(
        (answer.status, answer.header("WWW-Authenticate")),
        (401, Some("Bearer"))
    );
}

#[test]
fn quart_and_flask_send_no_challenge() {
    for of in ALL.into_iter().filter(|of| of.name != NEW.name) {
        let server = start(of.config());
        for (name, request, status, _) in answers(of) {
            let answer = server.send(&request);
            assert_eq!(answer.status, status, "{} {name}: {answer:?}", of.name);
            assert_eq!(
                answer.header("WWW-Authenticate"),
                None,
                "{} {name}",
                of.name
            );
        }
    }
}

#[test]
fn the_challenge_names_the_configured_scheme() {
    let named = start(NEW.config().header_type("JWT"));
    let missing = named.send(&Request::get("/protected"));
    assert_eq!(missing.header("WWW-Authenticate"), Some("JWT"));
    let garbage = named.send(&Request::get("/protected").header("Authorization", "JWT garbage"));
    assert_eq!(
        garbage.header("WWW-Authenticate"),
        Some(r#"JWT error="invalid_token""#)
    );

    // A bare token has no scheme of its own to name.
    let bare = start(NEW.config().header_type(""));
    let missing = bare.send(&Request::get("/protected"));
    assert_eq!(missing.header("WWW-Authenticate"), Some("Bearer"));
}

#[test]
fn a_challenge_repeats_nothing_that_was_sent() {
    let server = start(NEW.config());
    let token = Mint::new(&json!({ "sub": "reflected" }))
        .header(r#"{"alg":"none","kid":"reflected"}"#)
        .token();
    let answer = server.send(&Request::get("/protected").bearer(token));
    assert_eq!(answer.header("WWW-Authenticate"), Some(INVALID_TOKEN));
    assert!(!format!("{answer:?}").contains("reflected"), "{answer:?}");
}
