//! 12. Cookies and CSRF (JWT_TOKEN_LOCATION = cookies): the double submit value.

use std::sync::LazyLock;

use jwt_fresh::TokenLocation::Cookies;
use jwt_fresh_tests::{Mint, Request};
use serde_json::json;

use super::{
    servers::{App, COOKIES, NOW, named, searching, serve},
    token::{CSRF, Carry, refresh_token, token},
};
use crate::harness::{
    agreed::Agreed,
    answer::{SAME, crashes, handler_runs, refused, unknown_to_flask},
};

const MISSING: &str = "Missing CSRF token";
const NO_MATCH: &str = "CSRF double submit tokens do not match";

fn access() -> Mint {
    token().with_csrf()
}

/// A request with a good token in its cookie, and no value.
fn by(method: &str) -> Request {
    access().in_cookie(method, "/protected")
}

/// The same by POST, with this value in the header.
fn post(csrf: &str) -> Request {
    by("POST").header("X-CSRF-TOKEN", csrf)
}

table! { app: COOKIES;
    /// GET or HEAD, no CSRF value
    reading: [by("GET"), by("HEAD")],
        quart: handler_runs("test"),
        flask: SAME;

    /// GET, wrong CSRF value (not looked at)
    reading_with_wrong_value: by("GET").header("X-CSRF-TOKEN", "nope"),
        quart: handler_runs("test"),
        flask: SAME;

    /// POST, PUT, PATCH, DELETE: no CSRF header, or an empty one
    no_value: [by("POST"), by("PUT"), by("PATCH"), by("DELETE"), post("")],
        quart: refused(401, MISSING),
        flask: SAME;

    /// POST, right X-CSRF-TOKEN
    right_value: post(CSRF),
        quart: handler_runs("test"),
        flask: SAME;

    /// POST, wrong X-CSRF-TOKEN
    wrong_value: post("nope"),
        quart: refused(401, NO_MATCH),
        flask: SAME;

    /// POST, right value in upper case
    upper_case: post(&CSRF.to_uppercase()),
        quart: refused(401, NO_MATCH),
        flask: SAME;

    /// POST, CSRF value with a non-ASCII character †
    non_ascii: post("n\u{e9}"),
        quart: crashes("TypeError: comparing strings with non-ASCII characters is not supported")
            .agreed(Agreed::NeverOurFault, refused(401, NO_MATCH)),
        flask: SAME;

    /// POST, token has no csrf claim
    no_claim: token().in_cookie("POST", "/protected").header("X-CSRF-TOKEN", CSRF),
        quart: refused(422, "Missing claim: csrf"),
        flask: SAME;

    /// POST, csrf claim a number †
    claim_number: token()
            .claim("csrf", 5)
            .in_cookie("POST", "/protected")
            .header("X-CSRF-TOKEN", "5"),
        quart: crashes("TypeError: unsupported operand types(s) or combination of types: 'int' and 'str'")
            .agreed(Agreed::NeverOurFault, refused(422, "Missing claim: csrf")),
        flask: SAME;

    /// POST, expired, right CSRF
    expired: access()
            .claim("exp", NOW - 10)
            .in_cookie("POST", "/protected")
            .header("X-CSRF-TOKEN", CSRF),
        quart: refused(401, "Token has expired"),
        flask: SAME;

    /// POST, expired, no CSRF
    expired_without_value: access().claim("exp", NOW - 10).in_cookie("POST", "/protected"),
        quart: refused(401, MISSING),
        flask: SAME;

    /// POST, CSRF in the form, JWT_CSRF_CHECK_FORM off
    form_is_off: by("POST").form(&[("csrf_token", CSRF)]),
        quart: refused(401, MISSING),
        flask: SAME;

    /// access CSRF value at /refresh
    value_of_the_other_token: refresh_token()
            .claim("csrf", json!("00000000-2222-4333-8444-555566667777"))
            .in_cookie("POST", "/refresh")
            .header("X-CSRF-TOKEN", CSRF),
        quart: refused(401, NO_MATCH),
        flask: SAME;
}

/// JWT_CSRF_CHECK_FORM=True
static FORM: App = LazyLock::new(|| serve(searching([Cookies]).csrf_check_form(true)));

table! { app: FORM;
    /// JWT_CSRF_CHECK_FORM: right value in the form (urlencoded or multipart)
    form_right: [
            by("POST").form(&[("csrf_token", CSRF)]),
            by("POST").multipart(&[("csrf_token", CSRF)]),
        ],
        quart: handler_runs("test"),
        flask: SAME;

    /// JWT_CSRF_CHECK_FORM: wrong value in the form
    form_wrong: [
            by("POST").form(&[("csrf_token", "nope")]),
            by("POST").multipart(&[("csrf_token", "nope")]),
        ],
        quart: refused(401, NO_MATCH),
        flask: SAME;

    /// JWT_CSRF_CHECK_FORM: no such field, or a JSON body
    form_missing: [
            by("POST").form(&[("other", CSRF)]),
            by("POST").multipart(&[("other", CSRF)]),
            by("POST").json(&json!({ "csrf_token": CSRF })),
        ],
        quart: refused(401, MISSING),
        flask: SAME;

    /// JWT_CSRF_CHECK_FORM: wrong header, right form (header wins)
    wrong_header_right_form: post("nope").form(&[("csrf_token", CSRF)]),
        quart: refused(401, NO_MATCH),
        flask: SAME;

    /// JWT_CSRF_CHECK_FORM: right header, wrong form
    right_header_wrong_form: post(CSRF).form(&[("csrf_token", "nope")]),
        quart: handler_runs("test"),
        flask: SAME;
}

/// JWT_CSRF_CHECK_FORM=True, JWT_ACCESS_CSRF_FIELD_NAME=fa, JWT_REFRESH_CSRF_FIELD_NAME=fr
static FIELDS: App = LazyLock::new(|| {
    serve(
        searching([Cookies])
            .csrf_check_form(true)
            .access_csrf_field_name("fa")
            .refresh_csrf_field_name("fr"),
    )
});

table! { app: FIELDS;
    /// custom field names: default field sent
    default_field: [
            by("POST").form(&[("csrf_token", CSRF), ("fr", CSRF)]),
            refresh_token()
                .with_csrf()
                .in_cookie("POST", "/refresh")
                .form(&[("csrf_token", CSRF), ("fa", CSRF)]),
        ],
        quart: refused(401, MISSING),
        flask: SAME;
}

/// JWT_ACCESS_CSRF_HEADER_NAME=X-A, JWT_REFRESH_CSRF_HEADER_NAME=X-R
static HEADERS: App = LazyLock::new(|| {
    serve(
        searching([Cookies])
            .access_csrf_header_name("X-A")
            .refresh_csrf_header_name("X-R"),
    )
});

table! { app: HEADERS;
    /// custom CSRF header names: default header sent
    default_header: [
            post(CSRF),
            refresh_token().with_csrf().in_cookie("POST", "/refresh").header("X-A", CSRF),
        ],
        quart: refused(401, MISSING),
        flask: SAME;

    /// custom CSRF header names: right header
    custom_header: [
            by("POST").header("X-A", CSRF),
            refresh_token().with_csrf().in_cookie("POST", "/refresh").header("X-R", CSRF),
        ],
        quart: handler_runs("test"),
        flask: SAME;
}

/// JWT_CSRF_HEADER_NAME=X-OLD
static OLD_HEADER: App = LazyLock::new(|| {
    serve(named([
        ("JWT_TOKEN_LOCATION", json!("cookies")),
        ("JWT_CSRF_HEADER_NAME", json!("X-OLD")),
    ])?)
});

table! { app: OLD_HEADER;
    /// JWT_CSRF_HEADER_NAME (deprecated) = X-OLD: X-OLD sent
    old_option: [
            by("POST").header("X-OLD", CSRF),
            refresh_token().with_csrf().in_cookie("POST", "/refresh").header("X-OLD", CSRF),
        ],
        quart: handler_runs("test"),
        flask: refused(401, MISSING)
            .agreed(Agreed::ConfigurationErrors, unknown_to_flask("JWT_CSRF_HEADER_NAME"));

    /// JWT_CSRF_HEADER_NAME = X-OLD: X-CSRF-TOKEN sent
    old_option_default_header: post(CSRF),
        quart: refused(401, MISSING),
        flask: handler_runs("test")
            .agreed(Agreed::ConfigurationErrors, unknown_to_flask("JWT_CSRF_HEADER_NAME"));
}

/// JWT_CSRF_METHODS=[GET]
static METHODS: App = LazyLock::new(|| serve(searching([Cookies]).csrf_methods(["GET"])));

table! { app: METHODS;
    /// JWT_CSRF_METHODS=[GET]: GET without
    methods_get: by("GET"),
        quart: refused(401, MISSING),
        flask: SAME;

    /// JWT_CSRF_METHODS=[GET]: POST without
    methods_post: by("POST"),
        quart: handler_runs("test"),
        flask: SAME;
}

/// JWT_CSRF_METHODS=[post]
static LOWER_CASE: App = LazyLock::new(|| serve(searching([Cookies]).csrf_methods(["post"])));

table! { app: LOWER_CASE;
    /// JWT_CSRF_METHODS=[post] (lower case): POST without
    methods_lower_case: by("POST"),
        quart: handler_runs("test"),
        flask: SAME;
}

/// JWT_COOKIE_CSRF_PROTECT=False
static UNPROTECTED: App = LazyLock::new(|| serve(searching([Cookies]).cookie_csrf_protect(false)));

table! { app: UNPROTECTED;
    /// JWT_COOKIE_CSRF_PROTECT=False: POST without, or wrong
    unprotected: [by("POST"), post("nope")],
        quart: handler_runs("test"),
        flask: SAME;
}
