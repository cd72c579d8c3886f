//! 17. Keys, algorithms, lifetimes, configuration errors: `decode_token`, called by hand.

use std::sync::LazyLock;

use jwt_fresh_tests::{Mint, Request};
use serde_json::{Value, json};

use super::{
    servers::{App, NOW, config, serve},
    token::{ID, token},
};
use crate::harness::{
    agreed::Agreed,
    answer::{SAME, page, refused},
};

static PAGE: App = LazyLock::new(|| serve(config()));

/// A request to decode this token, with further arguments.
fn decode(token: &Mint, mut arguments: Value) -> Request {
    arguments["token"] = token.token().into();
    Request::post("/decode").json(&arguments)
}

fn expired() -> Mint {
    token().claim("exp", NOW - 10)
}

fn with_csrf() -> Mint {
    token().claim("csrf", json!("right"))
}

/// The claims of a good token with these changes, as Flask shows them.
fn flask_claims(changes: Value) -> Value {
    let mut claims = json!({
        "iat": NOW, "nbf": NOW, "exp": NOW + 900, "jti": "a-jti",
        ID: "test", "fresh": true, "type": "access",
    });
    for (name, value) in changes.as_object().expect("changes are an object") {
        claims[name] = value.clone();
    }
    claims
}

/// As Quart shows them.
fn quart_claims(changes: Value) -> Value {
    let mut claims = flask_claims(changes);
    claims["user_claims"] = json!({});
    claims
}

table! { app: PAGE;
    /// decode_token(expired)
    decode_expired: decode(&expired(), json!({})),
        quart: refused(401, "Token has expired"),
        flask: SAME;

    /// decode_token(expired, allow_expired=True)
    decode_expired_allowed: decode(&expired(), json!({ "allow_expired": true })),
        quart: page(200, json!({ "claims": quart_claims(json!({ "exp": NOW - 10 })), "jti": null })),
        flask: page(200, json!({ "claims": flask_claims(json!({ "exp": NOW - 10 })), "jti": null }));

    /// decode_token(tok, csrf_value=right)
    decode_csrf_right: decode(&with_csrf(), json!({ "csrf": "right" })),
        quart: page(200, json!({ "claims": quart_claims(json!({ "csrf": "right" })), "jti": "a-jti" })),
        flask: page(200, json!({ "claims": flask_claims(json!({ "csrf": "right" })), "jti": "a-jti" }));

    /// decode_token(tok, csrf_value=wrong)
    decode_csrf_wrong: decode(&with_csrf(), json!({ "csrf": "wrong" })),
        quart: refused(401, "CSRF double submit tokens do not match"),
        flask: SAME;

    /// decode_token(tok without csrf, csrf_value=x)
    decode_csrf_missing: decode(&token(), json!({ "csrf": "x" })),
        quart: refused(422, "Missing claim: csrf"),
        flask: SAME;

    /// decode_token(tok, csrf_value="") (not checked)
    decode_csrf_empty: decode(&token(), json!({ "csrf": "" })),
        quart: page(200, json!({ "claims": quart_claims(json!({})), "jti": "a-jti" }))
            .agreed(Agreed::EmptyCsrfValue, refused(422, "Missing claim: csrf")),
        flask: page(200, json!({ "claims": flask_claims(json!({})), "jti": "a-jti" }))
            .agreed(Agreed::EmptyCsrfValue, refused(422, "Missing claim: csrf"));
}
