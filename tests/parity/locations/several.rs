//! 13. Several locations.

use std::sync::LazyLock;

use jwt_fresh::TokenLocation::{Cookies, Headers, Json, QueryString};
use jwt_fresh_tests::{Mint, Request};
use serde_json::json;

use super::{
    header::QUART_BAD_HEADER,
    servers::{App, HEADERS_COOKIES, NOW, get, named, searching, serve},
    token::{Carry, token},
};
use crate::harness::{
    agreed::Agreed,
    answer::{Answer, SAME, anonymous, crashes, handler_runs, malformed, page, refused},
};

/// A request with a good token in its cookie.
fn cookie(method: &str) -> Request {
    access().in_cookie(method, "/protected")
}

fn access() -> Mint {
    token().with_csrf()
}

table! { app: HEADERS_COOKIES;
    /// [headers, cookies]: nothing
    headers_cookies: get("/protected"),
        quart: refused(
            401,
            "Missing JWT in headers or cookies (Missing Authorization Header; \
             Missing cookie \"access_token_cookie\")",
        ),
        flask: SAME;

    /// [headers, cookies]: nothing, at /refresh
    headers_cookies_at_refresh: get("/refresh"),
        quart: refused(
            401,
            "Missing JWT in headers or cookies (Missing Authorization Header; \
             Missing cookie \"refresh_token_cookie\")",
        ),
        flask: SAME;
}

/// JWT_TOKEN_LOCATION=[cookies, headers]
static COOKIES_HEADERS: App = LazyLock::new(|| serve(searching([Cookies, Headers])));

table! { app: COOKIES_HEADERS;
    /// [cookies, headers]: nothing
    cookies_headers: get("/protected"),
        quart: refused(
            401,
            "Missing JWT in cookies or headers (Missing cookie \"access_token_cookie\"; \
             Missing Authorization Header)",
        ),
        flask: SAME;
}

/// JWT_TOKEN_LOCATION=[headers, cookies, query_string, json]
static ALL_FOUR: App = LazyLock::new(|| serve(searching([Headers, Cookies, QueryString, Json])));

table! { app: ALL_FOUR;
    /// all four: nothing
    all_four: get("/protected"),
        quart: refused(
            401,
            "Missing JWT in headers, cookies, query_string or json (Missing Authorization Header; \
             Missing cookie \"access_token_cookie\"; Missing \"jwt\" query paramater; \
             Invalid content-type. Must be application/json.)",
        ),
        flask: refused(
            401,
            "Missing JWT in headers, cookies, query_string or json (Missing Authorization Header; \
             Missing cookie \"access_token_cookie\"; Missing 'jwt' query paramater; \
             Invalid content-type. Must be application/json.)",
        );

    /// all four: POST with `{}` as JSON
    all_four_with_json: Request::post("/protected").json(&json!({})),
        quart: refused(
            401,
            "Missing JWT in headers, cookies, query_string or json (Missing Authorization Header; \
             Missing cookie \"access_token_cookie\"; Missing \"jwt\" query paramater; \
             Missing \"access_token\" key in json data.)",
        ),
        flask: refused(
            401,
            "Missing JWT in headers, cookies, query_string or json (Missing Authorization Header; \
             Missing cookie \"access_token_cookie\"; Missing 'jwt' query paramater; \
             Missing \"access_token\" key in json data.)",
        );
}

/// JWT_TOKEN_LOCATION=[query_string, json]
static QUERY_JSON: App = LazyLock::new(|| serve(searching([QueryString, Json])));

table! { app: QUERY_JSON;
    /// [query_string, json]: nothing
    query_json: get("/protected"),
        quart: refused(
            401,
            "Missing JWT in query_string or json (Missing \"jwt\" query paramater; \
             Invalid content-type. Must be application/json.)",
        ),
        flask: refused(
            401,
            "Missing JWT in query_string or json (Missing 'jwt' query paramater; \
             Invalid content-type. Must be application/json.)",
        );
}

/// JWT_TOKEN_LOCATION=[json, query_string, headers]
static JSON_QUERY_HEADERS: App = LazyLock::new(|| serve(searching([Json, QueryString, Headers])));

table! { app: JSON_QUERY_HEADERS;
    /// [json, query_string, headers]: nothing
    json_query_headers: get("/protected"),
        quart: refused(
            401,
            "Missing JWT in json, query_string or headers \
             (Invalid content-type. Must be application/json.; \
             Missing \"jwt\" query paramater; Missing Authorization Header)",
        ),
        flask: refused(
            401,
            "Missing JWT in json, query_string or headers \
             (Invalid content-type. Must be application/json.; \
             Missing 'jwt' query paramater; Missing Authorization Header)",
        );
}

table! { app: HEADERS_COOKIES;
    /// [headers, cookies]: `Basic x` and a good cookie
    basic_and_cookie: cookie("GET").header("Authorization", "Basic x"),
        quart: refused(422, QUART_BAD_HEADER),
        flask: handler_runs("test");

    /// [headers, cookies]: `Basic x`, nothing else
    basic: get("/protected").header("Authorization", "Basic x"),
        quart: refused(422, QUART_BAD_HEADER),
        flask: refused(
            401,
            "Missing JWT in headers or cookies (Missing 'Bearer' type in 'Authorization' header. \
             Expected 'Authorization: Bearer <JWT>'; Missing cookie \"access_token_cookie\")",
        );

    /// [headers, cookies]: garbage header, good cookie
    garbage_header: cookie("GET").bearer("garbage"),
        quart: refused(422, "Not enough segments"),
        flask: SAME;

    /// [headers, cookies]: expired header, good cookie
    expired_header: cookie("GET").bearer(token().claim("exp", NOW - 10).token()),
        quart: refused(401, "Token has expired"),
        flask: SAME;

    /// [headers, cookies]: good header, garbage cookie
    garbage_cookie: token()
            .at("/protected")
            .header("Cookie", "access_token_cookie=garbage"),
        quart: handler_runs("test"),
        flask: SAME;

    /// [headers, cookies]: POST, cookie, no CSRF
    no_csrf: cookie("POST"),
        quart: refused(401, "Missing CSRF token"),
        flask: SAME;
}

table! { app: COOKIES_HEADERS;
    /// [cookies, headers]: POST, cookie without CSRF, good header
    no_csrf_then_header: cookie("POST").bearer(token().token()),
        quart: refused(401, "Missing CSRF token"),
        flask: SAME;
}

table! { app: HEADERS_COOKIES;
    /// [headers, cookies]: POST, cookie without CSRF, good header
    header_then_no_csrf: cookie("POST").bearer(token().token()),
        quart: handler_runs("test"),
        flask: SAME;
}

const NOT_SUBSCRIPTABLE: &str = "TypeError: 'set' object is not subscriptable";

/// JWT_TOKEN_LOCATION={headers, cookies}: any order will do, so it is a list here.
static SET: App = LazyLock::new(|| {
    serve(named([(
        "JWT_TOKEN_LOCATION",
        json!(["headers", "cookies"]),
    )])?)
});

table! { app: SET;
    /// a set {headers, cookies}: nothing
    set: get("/protected"),
        quart: crashes(NOT_SUBSCRIPTABLE).agreed(Agreed::NeverOurFault, refused(
            401,
            "Missing JWT in headers or cookies (Missing Authorization Header; \
             Missing cookie \"access_token_cookie\")",
        )),
        flask: SAME;

    /// a set: nothing, optional endpoint
    set_at_optional: get("/optional"),
        quart: crashes(NOT_SUBSCRIPTABLE).agreed(Agreed::NeverOurFault, anonymous()),
        flask: SAME;
}

/// The app does not start, for that can't be the locations.
fn no_location() -> Answer {
    malformed(
        "JWT_TOKEN_LOCATION",
        "headers, cookies, query_string or json, or a list of them",
    )
}

const BANANA_ERROR: &str = "RuntimeError: JWT_TOKEN_LOCATION can only contain \"headers\", \
                            \"cookies\", \"query_string\", or \"json\"";

/// JWT_TOKEN_LOCATION=[banana]
static BANANA: App = LazyLock::new(|| serve(named([("JWT_TOKEN_LOCATION", json!(["banana"]))])?));

table! { app: BANANA;
    /// ["banana"]
    unknown: token().at("/protected"),
        quart: crashes(BANANA_ERROR).agreed(Agreed::ConfigurationErrors, no_location()),
        flask: SAME;

    /// ["banana"], create_access_token
    unknown_create: Request::post("/mint"),
        quart: crashes(BANANA_ERROR).agreed(Agreed::ConfigurationErrors, no_location()),
        flask: page(200, json!({ "token": "<jwt>" }))
            .agreed(Agreed::ConfigurationErrors, no_location());
}

/// JWT_TOKEN_LOCATION=[]
static EMPTY: App = LazyLock::new(|| serve(named([("JWT_TOKEN_LOCATION", json!([]))])?));

table! { app: EMPTY;
    /// []
    empty: token().at("/protected"),
        quart: crashes("RuntimeError: JWT_TOKEN_LOCATION must contain at least one of ..")
            .agreed(Agreed::ConfigurationErrors, no_location()),
        flask: SAME;
}

/// JWT_TOKEN_LOCATION=1
static NUMBER: App = LazyLock::new(|| serve(named([("JWT_TOKEN_LOCATION", json!(1))])?));

table! { app: NUMBER;
    /// 1
    number: token().at("/protected"),
        quart: crashes("RuntimeError: JWT_TOKEN_LOCATION must be a sequence or a set")
            .agreed(Agreed::ConfigurationErrors, no_location()),
        flask: SAME;
}
