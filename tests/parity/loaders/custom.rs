//! 16. Custom loaders (test app answers 461..467 and echoes the argument).

use std::sync::LazyLock;

use actix_web::{HttpResponse, http::StatusCode};
use jwt_fresh::JwtManager;
use jwt_fresh_tests::Mint;
use serde_json::{Map, Value, json};

use super::{
    header::QUART_BAD_HEADER,
    servers::{App, NOW, all_checks, config, get, start},
    token::{Carry, ID, refresh_token, token},
};
use crate::harness::answer::{Answer, SAME, no_such_thing, page};

/// The answer of the app's loader.
fn loaded(status: u16, loader: &str) -> Answer {
    page(status, json!({ "loader": loader }))
}

/// The same, and what the loader was called with.
fn called(status: u16, loader: &str, argument: impl Into<Value>) -> Answer {
    page(status, json!({ "loader": loader, "arg": argument.into() }))
}

fn respond(status: u16, body: &Value) -> HttpResponse {
    let status = StatusCode::from_u16(status).expect("it is a status");
    HttpResponse::build(status).json(body)
}

fn expired(token: Mint) -> Mint {
    token.claim("exp", NOW - 10)
}

/// The claims of a token that expired 10 s ago, as Quart and Flask hand them to the loader.
fn claims(others: Value) -> Value {
    let mut claims = json!({
        "exp": NOW - 10, "iat": NOW, "jti": "a-jti", "nbf": NOW, ID: "test",
    });
    let others = Map::clone(others.as_object().expect("it is an object"));
    claims
        .as_object_mut()
        .expect("it is an object")
        .extend(others);
    claims
}

/// Each loader that answers, next to the three checks.
static LOADERS: App = LazyLock::new(|| {
    start(
        all_checks(config())
            .expired_token_loader(|token| async move {
                respond(461, &json!({ "loader": "expired", "arg": token.claims() }))
            })
            .invalid_token_loader(|message| async move {
                respond(462, &json!({ "loader": "invalid_token", "arg": message }))
            })
            .unauthorized_loader(|message| async move {
                respond(463, &json!({ "loader": "unauthorized", "arg": message }))
            })
            .needs_fresh_token_loader(|_| async {
                respond(464, &json!({ "loader": "needs_fresh" }))
            })
            .revoked_token_loader(|_| async { respond(465, &json!({ "loader": "revoked" })) })
            .user_lookup_error_loader(|token| async move {
                let identity = token.identity();
                respond(
                    466,
                    &json!({ "loader": "user_loader_error", "arg": identity }),
                )
            })
            .token_verification_failed_loader(|_| async {
                respond(467, &json!({ "loader": "claims_verification_failed" }))
            }),
    )
});

table! { app: LOADERS;
    /// missing token -> unauthorized_loader
    missing: get("/protected"),
        quart: called(463, "unauthorized", "Missing Authorization Header"),
        flask: SAME;

    /// `Basic x`
    basic: get("/protected").header("Authorization", "Basic x"),
        quart: called(462, "invalid_token", QUART_BAD_HEADER),
        flask: called(
            463,
            "unauthorized",
            "Missing 'Bearer' type in 'Authorization' header. \
             Expected 'Authorization: Bearer <JWT>'",
        );

    /// garbage -> invalid_token_loader
    garbage: get("/protected").bearer("garbage"),
        quart: called(462, "invalid_token", "Not enough segments"),
        flask: SAME;

    /// wrong kind -> invalid_token_loader
    wrong_type: refresh_token().at("/protected"),
        quart: called(462, "invalid_token", "Only access tokens are allowed"),
        flask: called(462, "invalid_token", "Only non-refresh tokens are allowed");

    /// identity missing -> invalid_token_loader
    no_identity: token().without(ID).at("/protected"),
        quart: called(462, "invalid_token", "Missing claim: identity"),
        flask: called(462, "invalid_token", "Missing claim: sub");

    /// nbf ahead -> invalid_token_loader
    nbf_ahead: token().claim("nbf", NOW + 60).at("/protected"),
        quart: called(462, "invalid_token", "The token is not yet valid (nbf)"),
        flask: SAME;

    /// expired -> expired_token_loader(claims)
    expired_access_token: expired(token()).at("/protected"),
        quart: called(
            461,
            "expired",
            claims(json!({ "fresh": true, "type": "access", "user_claims": {} })),
        ),
        flask: called(461, "expired", claims(json!({ "fresh": true, "type": "access" })));

    /// expired, token only {identity, exp}
    expired_bare_token: expired(token().without("iat").without("nbf").without("jti"))
            .without("fresh")
            .without("type")
            .at("/protected"),
        quart: called(461, "expired", json!({
            "exp": NOW - 10, "fresh": false, "identity": "test", "jti": null, "type": "access",
            "user_claims": {},
        })),
        flask: called(461, "expired", json!({
            "exp": NOW - 10, "fresh": false, "jti": null, "sub": "test", "type": "access",
        }));

    /// expired refresh token
    expired_refresh_token: expired(refresh_token()).at("/refresh"),
        quart: called(461, "expired", claims(json!({ "type": "refresh", "user_claims": {} }))),
        flask: called(461, "expired", claims(json!({ "fresh": false, "type": "refresh" })));

    /// not fresh -> needs_fresh_token_loader
    not_fresh: token().claim("fresh", false).at("/fresh"),
        quart: loaded(464, "needs_fresh"),
        flask: SAME;

    /// revoked -> revoked_token_loader
    revoked: token().claim("jti", json!("revoked-jti")).at("/protected"),
        quart: loaded(465, "revoked"),
        flask: SAME;

    /// no such user -> user_loader_error_loader(identity)
    no_such_user: token().claim(ID, json!("ghost")).at("/protected"),
        quart: called(466, "user_loader_error", "ghost"),
        flask: SAME;

    /// bad claims -> claims_verification_failed_loader
    bad_claims: token().claim("user_claims", json!({ "bad": 1 })).at("/protected"),
        quart: loaded(467, "claims_verification_failed"),
        flask: SAME;
}

/// A loader that takes its time.
static ASYNC: App = LazyLock::new(|| {
    start(
        JwtManager::builder(config()).unauthorized_loader(|message| async move {
            tokio::task::yield_now().await;
            respond(463, &json!({ "loader": "unauthorized", "arg": message }))
        }),
    )
});

table! { app: ASYNC;
    /// async unauthorized_loader
    async_loader: get("/protected"),
        quart: called(463, "unauthorized", "Missing Authorization Header"),
        flask: no_such_thing(called(463, "unauthorized", "Missing Authorization Header"));
}

/// A loader that looks at nothing.
static NO_PARAMETER: App = LazyLock::new(|| {
    start(
        JwtManager::builder(config()).expired_token_loader(|_| async {
            respond(401, &json!({ "loader": "expired_noarg" }))
        }),
    )
});

table! { app: NO_PARAMETER;
    /// expired_token_loader without parameter (deprecated)
    loader_without_parameter: expired(token()).at("/protected"),
        quart: loaded(401, "expired_noarg"),
        flask: no_such_thing(loaded(401, "expired_noarg"));
}

/// JWT_ERROR_MESSAGE_KEY=error
static ERROR_KEY: App = LazyLock::new(|| start(all_checks(config().error_message_key("error"))));

fn error(status: u16, message: &str) -> Answer {
    page(status, json!({ "error": message }))
}

table! { app: ERROR_KEY;
    /// JWT_ERROR_MESSAGE_KEY=error: missing token
    error_key_missing: get("/protected"),
        quart: error(401, "Missing Authorization Header"),
        flask: SAME;

    /// JWT_ERROR_MESSAGE_KEY=error: not fresh
    error_key_not_fresh: token().claim("fresh", false).at("/fresh"),
        quart: error(401, "Fresh token required"),
        flask: SAME;

    /// JWT_ERROR_MESSAGE_KEY=error: bad claims
    error_key_bad_claims: token().claim("user_claims", json!({ "bad": 1 })).at("/protected"),
        quart: error(400, "User claims verification failed"),
        flask: SAME;
}
