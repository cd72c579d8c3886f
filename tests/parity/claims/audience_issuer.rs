//! 7. aud and iss.

use std::sync::LazyLock;

use jwt_fresh::JwtConfig;
use jwt_fresh_tests::Request;
use serde_json::{Value, json};

use super::{
    servers::{App, PLAIN, bearer, config, get, mint, serve},
    token::{Carry, token},
};
use crate::harness::{
    agreed::Agreed,
    answer::{SAME, handler_runs, refused},
};

fn aud(aud: Value) -> Request {
    token().claim("aud", aud).at("/protected")
}

fn iss(iss: Value) -> Request {
    token().claim("iss", iss).at("/protected")
}

fn no_such_claim() -> Request {
    token().at("/protected")
}

/// An access token that an app of this configuration makes.
fn own_access_token(config: JwtConfig) -> Request {
    bearer(
        mint(config)
            .create_access_token("test")
            .encode()
            .expect("a token is made"),
    )
}

/// A refresh token that an app of this configuration makes.
fn own_refresh_token(config: JwtConfig) -> Request {
    let token = mint(config).create_refresh_token("test").encode();
    get("/refresh").bearer(token.expect("a token is made"))
}

table! { app: PLAIN;
    /// token has aud, none configured
    aud_not_configured: [aud(json!("x")), aud(json!(["x"])), aud(json!(1))],
        quart: refused(422, "Invalid audience"),
        flask: handler_runs("test");

    /// token has aud `""`, `[]`, `{}` or null, none configured †
    aud_empty_not_configured: [json!(""), json!([]), json!({}), json!(null)].map(aud),
        quart: handler_runs("test"),
        flask: SAME;

    /// token has iss, none configured
    iss_not_configured: [json!("me"), json!(1), json!(null)].map(iss),
        quart: handler_runs("test"),
        flask: SAME;
}

fn audience() -> JwtConfig {
    config().decode_audience(["me"])
}

/// JWT_DECODE_AUDIENCE=me
static AUDIENCE: App = LazyLock::new(|| serve(audience()));

table! { app: AUDIENCE;
    /// JWT_DECODE_AUDIENCE=me: aud me, or a list with me
    aud_me: [aud(json!("me")), aud(json!(["x", "me"]))],
        quart: handler_runs("test"),
        flask: SAME;

    /// JWT_DECODE_AUDIENCE=me: other aud †
    aud_other: [json!("x"), json!(["x"]), json!("ME"), json!("you")].map(aud),
        quart: refused(422, "Audience doesn't match"),
        flask: SAME;

    /// JWT_DECODE_AUDIENCE=me: no aud
    aud_missing: no_such_claim(),
        quart: refused(422, "Token is missing the \"aud\" claim"),
        flask: SAME;

    /// JWT_DECODE_AUDIENCE=me: aud `""` or `[]` †
    aud_empty: [aud(json!("")), aud(json!([]))],
        quart: refused(422, "Token is missing the \"aud\" claim"),
        flask: SAME;

    /// JWT_DECODE_AUDIENCE=me: aud null †
    aud_null: aud(json!(null)),
        quart: refused(422, "Token is missing the \"aud\" claim"),
        flask: SAME;

    /// JWT_DECODE_AUDIENCE=me: aud 1, `{..}` or `["me",1]`
    aud_no_string: [json!(1), json!({ "me": 1 }), json!(["me", 1])].map(aud),
        quart: refused(422, "Invalid claim format in token"),
        flask: SAME;
}

/// JWT_DECODE_AUDIENCE=[me,you]
static AUDIENCES: App = LazyLock::new(|| serve(config().decode_audience(["me", "you"])));

table! { app: AUDIENCES;
    /// JWT_DECODE_AUDIENCE=[me,you]: aud you
    aud_second_of_two: aud(json!("you")),
        quart: handler_runs("test"),
        flask: SAME;
}

table! { app: AUDIENCE;
    /// JWT_DECODE_AUDIENCE=me: a token the app minted itself
    aud_of_own_token: own_access_token(audience()),
        quart: refused(422, "Token is missing the \"aud\" claim"),
        flask: SAME;
}

fn both_audiences() -> JwtConfig {
    audience().encode_audience(["me"])
}

/// JWT_ENCODE_AUDIENCE=JWT_DECODE_AUDIENCE=me
static BOTH_AUDIENCES: App = LazyLock::new(|| serve(both_audiences()));

table! { app: BOTH_AUDIENCES;
    /// JWT_ENCODE_AUDIENCE=JWT_DECODE_AUDIENCE=me: a token the app minted (Quart: n/a, it has no
    /// such option)
    aud_encoded: own_access_token(both_audiences()),
        quart: handler_runs("test"),
        flask: SAME;
}

fn issuer() -> JwtConfig {
    config().decode_issuer("them")
}

/// JWT_DECODE_ISSUER=them
static ISSUER: App = LazyLock::new(|| serve(issuer()));

table! { app: ISSUER;
    /// JWT_DECODE_ISSUER=them: iss them
    iss_them: iss(json!("them")),
        quart: handler_runs("test"),
        flask: SAME;

    /// JWT_DECODE_ISSUER=them: other iss
    iss_other: [json!("x"), json!(""), json!("THEM")].map(iss),
        quart: refused(422, "Invalid issuer"),
        flask: SAME;

    /// JWT_DECODE_ISSUER=them: no iss
    iss_missing: no_such_claim(),
        quart: refused(422, "Token is missing the \"iss\" claim"),
        flask: SAME;

    /// JWT_DECODE_ISSUER=them: iss null, 1 or `["them"]` †
    iss_no_string: [json!(null), json!(1), json!(["them"])].map(iss),
        quart: refused(422, "Payload Issuer (iss) must be a string"),
        flask: SAME;
}

fn both_issuers() -> JwtConfig {
    issuer().encode_issuer("them")
}

/// JWT_ENCODE_ISSUER=JWT_DECODE_ISSUER=them
static BOTH_ISSUERS: App = LazyLock::new(|| serve(both_issuers()));

table! { app: BOTH_ISSUERS;
    /// both issuers set: own access token
    iss_of_own_access_token: own_access_token(both_issuers()),
        quart: handler_runs("test"),
        flask: SAME;

    /// both issuers set: own refresh token at /refresh
    iss_of_own_refresh_token: own_refresh_token(both_issuers()),
        quart: refused(422, "Token is missing the \"iss\" claim")
            .agreed(Agreed::IssuerInRefreshTokens, handler_runs("test")),
        flask: handler_runs("test");
}
