//! 12. Cookies and CSRF (JWT_TOKEN_LOCATION = cookies): setting and unsetting them by hand.

use std::sync::LazyLock;

use jwt_fresh::TokenLocation::{Cookies, Headers};
use jwt_fresh_tests::{Mint, Request};
use serde_json::json;

use super::{
    servers::{App, NOW, named, searching, serve},
    token::{Carry, token},
};
use crate::harness::{
    agreed::Agreed,
    answer::{SAME, breaks, crashes, malformed, page, refused},
};

/// A request to call something by hand with this token.
fn with(path: &str, token: &str) -> Request {
    Request::post(path).json(&json!({ "token": token }))
}

fn access() -> Mint {
    token().with_csrf()
}

/// JWT_TOKEN_LOCATION=headers
static HEADERS: App = LazyLock::new(|| serve(searching([Headers])));

table! { app: HEADERS;
    /// set_access_cookies with location headers only
    set_without_location: with("/set-access", &access().token()),
        quart: breaks("RuntimeWarning: set_access_cookies() called without .. configured to use cookies"),
        flask: page(200, json!({ "ok": true }));

    /// unset_jwt_cookies with location headers only
    unset_without_location: Request::post("/unset"),
        quart: breaks("RuntimeWarning: unset_refresh_cookies() called without .. configured to use cookies"),
        flask: page(200, json!({ "ok": true }));
}

/// JWT_TOKEN_LOCATION=cookies
static COOKIES: App = LazyLock::new(|| serve(searching([Cookies])));

table! { app: COOKIES;
    /// set_access_cookies(token without csrf)
    set_without_csrf: with("/set-access", &token().token()),
        quart: crashes("KeyError: 'csrf'")
            .agreed(Agreed::NeverOurFault, refused(422, "Missing claim: csrf")),
        flask: SAME;

    /// set_access_cookies(expired token)
    set_expired: with("/set-access", &access().claim("exp", NOW - 10).token()),
        quart: refused(401, "Token has expired"),
        flask: SAME;

    /// set_access_cookies(garbage)
    set_garbage: with("/set-access", "garbage"),
        quart: refused(422, "Not enough segments"),
        flask: SAME;

    /// get_csrf_token(token without csrf)
    get_csrf_without_csrf: with("/csrf", &token().token()),
        quart: crashes("KeyError: 'csrf'")
            .agreed(Agreed::NeverOurFault, refused(422, "Missing claim: csrf")),
        flask: SAME;
}

/// JWT_TOKEN_LOCATION=cookies, JWT_COOKIE_CSRF_PROTECT=False
static UNPROTECTED: App = LazyLock::new(|| serve(searching([Cookies]).cookie_csrf_protect(false)));

table! { app: UNPROTECTED;
    /// set_access_cookies(garbage), CSRF off
    set_garbage_unprotected: with("/set-access", "garbage"),
        quart: page(200, json!({ "ok": true })),
        flask: SAME;
}

/// JWT_TOKEN_LOCATION=cookies, JWT_COOKIE_SAMESITE=banana
static BANANA: App = LazyLock::new(|| {
    serve(named([
        ("JWT_TOKEN_LOCATION", json!("cookies")),
        ("JWT_COOKIE_SAMESITE", json!("banana")),
    ])?)
});

table! { app: BANANA;
    /// JWT_COOKIE_SAMESITE=banana
    same_site_unknown: [with("/set-access", &access().token()), Request::post("/unset")],
        quart: crashes("ValueError: SameSite must be 'Strict', 'Lax', or 'None'.").agreed(
            Agreed::ConfigurationErrors,
            malformed("JWT_COOKIE_SAMESITE", "Strict, Lax, None or null"),
        ),
        flask: SAME;
}
