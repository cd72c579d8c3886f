//! 11. JSON body.

use std::sync::LazyLock;

use jwt_fresh::TokenLocation::Json;
use jwt_fresh_tests::Request;
use serde_json::{Value, json};

use super::{
    servers::{App, searching, serve},
    token::{refresh_token, token},
};
use crate::harness::{
    agreed::Agreed,
    answer::{SAME, anonymous, crashes, handler_runs, refused},
};

const NO_JSON: &str = "Invalid content-type. Must be application/json.";
const NO_KEY: &str = "Missing \"access_token\" key in json data.";
const NO_TEXT: &str = "Invalid token type. Token must be a <class 'bytes'>";

/// A request with this text as its JSON body.
fn body(text: &str) -> Request {
    typed("application/json", text)
}

/// The same under another media type.
fn typed(media_type: &str, text: &str) -> Request {
    Request::post("/protected")
        .header("Content-Type", media_type)
        .body(text)
}

/// A body that holds a good token.
fn good() -> String {
    holding(json!(token().token())).to_string()
}

fn holding(access_token: Value) -> Value {
    json!({ "access_token": access_token })
}

/// A request with this value in the token's place.
fn with(access_token: Value) -> Request {
    Request::post("/protected").json(&holding(access_token))
}

/// JWT_TOKEN_LOCATION=json
static JSON: App = LazyLock::new(|| serve(searching([Json])));

table! { app: JSON;
    /// `{"access_token": tok}`
    good_token: with(json!(token().token())),
        quart: handler_runs("test"),
        flask: SAME;

    /// `{"refresh_token": tok}` at /refresh
    refresh_token_key: Request::post("/refresh")
            .json(&json!({ "refresh_token": refresh_token().token() })),
        quart: handler_runs("test"),
        flask: SAME;

    /// no body
    no_body: [Request::post("/protected"), Request::get("/protected")],
        quart: refused(401, NO_JSON),
        flask: SAME;

    /// key missing
    no_key: [body("{}"), body(&json!({ "refresh_token": token().token() }).to_string())],
        quart: refused(401, NO_KEY),
        flask: SAME;

    /// key missing at /refresh
    no_key_at_refresh: [
            Request::post("/refresh").json(&json!({})),
            Request::post("/refresh").json(&holding(json!(refresh_token().token()))),
        ],
        quart: refused(401, "Missing \"refresh_token\" key in json data."),
        flask: SAME;

    /// Content-Type application/json; charset=utf-8
    charset: [
            typed("application/json; charset=utf-8", &good()),
            typed("application/json;charset=utf-8", &good()),
        ],
        quart: refused(401, NO_JSON).agreed(Agreed::MediaTypeParameters, handler_runs("test")),
        flask: handler_runs("test");

    /// Content-Type Application/JSON
    upper_case: typed("Application/JSON", &good()),
        quart: refused(401, NO_JSON),
        flask: handler_runs("test");

    /// Content-Type application/vnd.api+json
    json_suffix: typed("application/vnd.api+json", &good()),
        quart: refused(401, NO_JSON),
        flask: handler_runs("test");

    /// Content-Type text/plain, none, or a form
    other_media_type: [
            typed("text/plain", &good()),
            Request::post("/protected").body(good()),
            Request::post("/protected").form(&[("access_token", &token().token())]),
        ],
        quart: refused(401, NO_JSON),
        flask: SAME;

    /// not JSON, or empty with Content-Type application/json
    not_json: [body("{"), body("")],
        quart: refused(401, NO_KEY),
        flask: SAME;

    /// body `[]` or `null`
    body_falsy: [body("[]"), body("null")],
        quart: refused(401, NO_KEY),
        flask: SAME;

    /// body `"x"`
    body_string: body("\"x\""),
        quart: refused(401, NO_KEY),
        flask: crashes("AttributeError: 'str' object has no attribute 'get'")
            .agreed(Agreed::NeverOurFault, refused(401, NO_KEY));

    /// body `1`
    body_number: body("1"),
        quart: refused(401, NO_KEY),
        flask: crashes("AttributeError: 'int' object has no attribute 'get'")
            .agreed(Agreed::NeverOurFault, refused(401, NO_KEY));

    /// body `["access_token"]`
    body_list: body("[\"access_token\"]"),
        quart: refused(401, NO_KEY),
        flask: crashes("AttributeError: 'list' object has no attribute 'get'")
            .agreed(Agreed::NeverOurFault, refused(401, NO_KEY));

    /// token `""`
    token_empty: with(json!("")),
        quart: refused(422, "Not enough segments"),
        flask: refused(401, NO_KEY);

    /// token null or []
    token_falsy: [with(json!(null)), with(json!([]))],
        quart: refused(422, NO_TEXT),
        flask: refused(401, NO_KEY);

    /// token 7, true or {..}
    token_no_text: [with(json!(7)), with(json!(true)), with(json!({ "a": 1 }))],
        quart: refused(422, NO_TEXT),
        flask: SAME;

    /// garbage token
    garbage: with(json!("garbage")),
        quart: refused(422, "Not enough segments"),
        flask: SAME;

    /// GET with a JSON body
    get_with_body: Request::get("/protected").json(&holding(json!(token().token()))),
        quart: handler_runs("test"),
        flask: SAME;

    /// nothing, at an optional endpoint
    nothing_at_optional: [Request::post("/optional"), Request::post("/optional").json(&json!({}))],
        quart: anonymous(),
        flask: SAME;
}

/// JWT_JSON_KEY=a
static KEY: App = LazyLock::new(|| serve(searching([Json]).json_key("a")));

table! { app: KEY;
    /// JWT_JSON_KEY=a: default key sent
    default_key: with(json!(token().token())),
        quart: refused(401, "Missing \"a\" key in json data."),
        flask: SAME;
}
