//! 19. Login bodies of the seed app (same at /fresh-login).
//!
//! The page reads them, and the web framework: no token is involved.

use jwt_fresh_tests::Request;
use serde_json::{Value, json};

use super::documented_page::PAGE;
use crate::harness::{
    agreed::Agreed,
    answer::{Answer, SAME, crashes, framework, page, refused},
};

const JSON: &str = "application/json";
const RIGHT: &str = r#"{"username":"test","password":"test"}"#;

/// The same body at both endpoints.
fn at_both(content_type: &str, body: &str) -> [Request; 2] {
    ["/login", "/fresh-login"].map(|path| {
        Request::post(path)
            .header("Content-Type", content_type)
            .body(body)
    })
}

/// The same JSON at both endpoints.
fn json_at_both(body: Value) -> [Request; 2] {
    at_both(JSON, &body.to_string())
}

fn log_in(content_type: &str) -> Request {
    let [login, _] = at_both(content_type, RIGHT);
    login
}

fn logged_in() -> Answer {
    page(
        200,
        json!({ "access_token": "<jwt>", "refresh_token": "<jwt>" }),
    )
}

fn wrong() -> Answer {
    refused(401, "Bad username or password")
}

const NO_GET: &str = "AttributeError: 'NoneType' object has no attribute 'get'";

table! { app: PAGE;
    /// wrong password or user
    wrong_password_or_user: [
            json_at_both(json!({ "username": "test", "password": "wrong" })),
            json_at_both(json!({ "username": "wrong", "password": "test" })),
        ],
        quart: wrong(),
        flask: SAME;

    /// key missing, or `{}`
    key_missing: [
            json_at_both(json!({ "username": "test" })),
            json_at_both(json!({ "password": "test" })),
            json_at_both(json!({})),
        ],
        quart: wrong(),
        flask: SAME;

    /// values null or numbers
    null_or_number: [
            json_at_both(json!({ "username": null, "password": null })),
            json_at_both(json!({ "username": 1, "password": 2 })),
        ],
        quart: wrong(),
        flask: SAME;

    /// extra keys
    extra_keys: Request::post("/login")
            .json(&json!({ "username": "test", "password": "test", "extra": 1 })),
        quart: logged_in(),
        flask: SAME;

    /// Content-Type application/json; charset=utf-8
    charset: log_in("application/json; charset=utf-8"),
        quart: logged_in(),
        flask: SAME;

    /// Content-Type application/vnd.api+json
    other_json: log_in("application/vnd.api+json"),
        quart: logged_in(),
        flask: SAME;

    /// Content-Type Application/JSON †
    capitals: log_in("Application/JSON"),
        quart: crashes(NO_GET).agreed(Agreed::NeverOurFault, logged_in()),
        flask: logged_in();

    /// garbage Authorization header besides
    garbage_besides: log_in(JSON).bearer("garbage"),
        quart: logged_in(),
        flask: SAME;

    /// (same at /fresh-login: what is accepted there)
    fresh_login: [
            log_in_freshly(JSON),
            log_in_freshly("application/json; charset=utf-8"),
            log_in_freshly("application/vnd.api+json"),
            log_in_freshly(JSON).bearer("garbage"),
        ],
        quart: page(200, json!({ "access_token": "<jwt>" })),
        flask: SAME;

    /// malformed JSON
    malformed: at_both(JSON, r#"{"username":"#),
        quart: framework(400),
        flask: SAME;

    /// empty body, Content-Type application/json
    empty: at_both(JSON, ""),
        quart: framework(400),
        flask: SAME;

    /// Content-Type text/plain, form, none; or no body
    no_json: [
            at_both("text/plain", RIGHT),
            at_both("application/x-www-form-urlencoded", "username=test&password=test"),
            ["/login", "/fresh-login"].map(|path| Request::post(path).body(RIGHT)),
            ["/login", "/fresh-login"].map(Request::post),
        ],
        quart: crashes(NO_GET).agreed(Agreed::NeverOurFault, framework(400)),
        flask: framework(415).agreed(Agreed::WebFramework, framework(400));

    /// JSON `[]`
    list: json_at_both(json!([])),
        quart: crashes("AttributeError: 'list' object has no attribute 'get'")
            .agreed(Agreed::NeverOurFault, wrong()),
        flask: SAME;

    /// JSON `null`
    null: json_at_both(Value::Null),
        quart: crashes(NO_GET).agreed(Agreed::NeverOurFault, wrong()),
        flask: SAME;

    /// JSON `"a"`
    string: json_at_both(json!("a")),
        quart: crashes("AttributeError: 'str' object has no attribute 'get'")
            .agreed(Agreed::NeverOurFault, wrong()),
        flask: SAME;
}

fn log_in_freshly(content_type: &str) -> Request {
    let [_, fresh_login] = at_both(content_type, RIGHT);
    fresh_login
}
