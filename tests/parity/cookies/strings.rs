//! 10. Cookie strings: what `Set-Cookie` says, attribute by attribute.
//!
//! Both libraries say the same. The order of the attributes means nothing (RFC 6265 section 4.1.2)
//! and is not compared; the order of the cookies is.

use std::sync::LazyLock;

use jwt_fresh::{JwtConfig, SameSite, TokenLocation::Cookies};
use jwt_fresh_tests::{Request, SetCookie};
use serde_json::json;

use super::servers::{App, config, mint, named, serve};
use crate::harness::{
    agreed::Agreed,
    answer::{Answer, SAME, crashes, malformed},
    cookie_notation::{csrf_claim, in_notation, is_csrf_value},
    cookie_page::{self, SET, UNSET},
};

const SET_ACCESS_FOR_AN_HOUR: &str = "/set-access/3600";
const SET_ACCESS_FOR_ZERO: &str = "/set-access/0";

/// Turns each row into a test: the configuration, the call, and the cookies that come of it.
macro_rules! cookie_strings {
    ($(
        $(#[doc = $situation:literal])+
        $name:ident: $config:expr, $call:expr, [$($cookie:literal,)+];
    )+) => {$(
        $(#[doc = $situation])+
        #[test]
        fn $name() {
            hold($config, $call, &[$($cookie),+]);
        }
    )+};
}

fn in_cookies() -> JwtConfig {
    config().token_locations([Cookies])
}

fn everything() -> JwtConfig {
    in_cookies()
        .cookie_secure(true)
        .cookie_domain("example.com")
        .session_cookie(false)
        .cookie_same_site(SameSite::Strict)
        .access_cookie_path("/api")
        .refresh_cookie_path("/api/refresh")
        .access_csrf_cookie_path("/c")
        .refresh_csrf_cookie_path("/d")
}

cookie_strings! {
    /// defaults: set
    defaults_set: in_cookies(), SET, [
        "access_token_cookie=<jwt>; HttpOnly; Path=/",
        "csrf_access_token=<uuid>; Path=/",
        "refresh_token_cookie=<jwt>; HttpOnly; Path=/",
        "csrf_refresh_token=<uuid>; Path=/",
    ];

    /// defaults: set access, max_age=3600
    defaults_set_access_for_an_hour: in_cookies(), SET_ACCESS_FOR_AN_HOUR, [
        "access_token_cookie=<jwt>; Expires=<now+Max-Age>; Max-Age=3600; HttpOnly; Path=/",
        "csrf_access_token=<uuid>; Expires=<now+Max-Age>; Max-Age=3600; Path=/",
    ];

    /// defaults: unset
    defaults_unset: in_cookies(), UNSET, [
        "access_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/",
        "csrf_access_token=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/",
        "refresh_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/",
        "csrf_refresh_token=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/",
    ];

    /// JWT_COOKIE_SECURE=true: set
    secure_set: in_cookies().cookie_secure(true), SET, [
        "access_token_cookie=<jwt>; Secure; HttpOnly; Path=/",
        "csrf_access_token=<uuid>; Secure; Path=/",
        "refresh_token_cookie=<jwt>; Secure; HttpOnly; Path=/",
        "csrf_refresh_token=<uuid>; Secure; Path=/",
    ];

    /// JWT_COOKIE_SECURE=true: unset
    secure_unset: in_cookies().cookie_secure(true), UNSET, [
        "access_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly; Path=/",
        "csrf_access_token=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; Path=/",
        "refresh_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly; Path=/",
        "csrf_refresh_token=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; Path=/",
    ];

    /// JWT_COOKIE_DOMAIN=".example.com": set
    domain_set: in_cookies().cookie_domain(".example.com"), SET, [
        "access_token_cookie=<jwt>; Domain=example.com; HttpOnly; Path=/",
        "csrf_access_token=<uuid>; Domain=example.com; Path=/",
        "refresh_token_cookie=<jwt>; Domain=example.com; HttpOnly; Path=/",
        "csrf_refresh_token=<uuid>; Domain=example.com; Path=/",
    ];

    /// JWT_COOKIE_DOMAIN=".example.com": unset
    domain_unset: in_cookies().cookie_domain(".example.com"), UNSET, [
        "access_token_cookie=; Domain=example.com; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/",
        "csrf_access_token=; Domain=example.com; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/",
        "refresh_token_cookie=; Domain=example.com; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/",
        "csrf_refresh_token=; Domain=example.com; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/",
    ];

    /// JWT_SESSION_COOKIE=false: set
    persistent_set: in_cookies().session_cookie(false), SET, [
        "access_token_cookie=<jwt>; Expires=<now+Max-Age>; Max-Age=31540000; HttpOnly; Path=/",
        "csrf_access_token=<uuid>; Expires=<now+Max-Age>; Max-Age=31540000; Path=/",
        "refresh_token_cookie=<jwt>; Expires=<now+Max-Age>; Max-Age=31540000; HttpOnly; Path=/",
        "csrf_refresh_token=<uuid>; Expires=<now+Max-Age>; Max-Age=31540000; Path=/",
    ];

    /// JWT_SESSION_COOKIE=false: unset
    persistent_unset: in_cookies().session_cookie(false), UNSET, [
        "access_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/",
        "csrf_access_token=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/",
        "refresh_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/",
        "csrf_refresh_token=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/",
    ];

    /// JWT_COOKIE_SAMESITE="Lax": set
    lax_set: in_cookies().cookie_same_site(SameSite::Lax), SET, [
        "access_token_cookie=<jwt>; HttpOnly; Path=/; SameSite=Lax",
        "csrf_access_token=<uuid>; Path=/; SameSite=Lax",
        "refresh_token_cookie=<jwt>; HttpOnly; Path=/; SameSite=Lax",
        "csrf_refresh_token=<uuid>; Path=/; SameSite=Lax",
    ];

    /// JWT_COOKIE_SAMESITE="Lax": unset
    lax_unset: in_cookies().cookie_same_site(SameSite::Lax), UNSET, [
        "access_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/; SameSite=Lax",
        "csrf_access_token=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/; SameSite=Lax",
        "refresh_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/; SameSite=Lax",
        "csrf_refresh_token=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/; SameSite=Lax",
    ];

    /// JWT_COOKIE_SAMESITE="Strict": set
    strict_set: in_cookies().cookie_same_site(SameSite::Strict), SET, [
        "access_token_cookie=<jwt>; HttpOnly; Path=/; SameSite=Strict",
        "csrf_access_token=<uuid>; Path=/; SameSite=Strict",
        "refresh_token_cookie=<jwt>; HttpOnly; Path=/; SameSite=Strict",
        "csrf_refresh_token=<uuid>; Path=/; SameSite=Strict",
    ];

    /// JWT_COOKIE_SAMESITE="Strict": unset
    strict_unset: in_cookies().cookie_same_site(SameSite::Strict), UNSET, [
        "access_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/; SameSite=Strict",
        "csrf_access_token=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/; SameSite=Strict",
        "refresh_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/; SameSite=Strict",
        "csrf_refresh_token=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/; SameSite=Strict",
    ];

    /// JWT_COOKIE_SAMESITE="None": set
    same_site_none_set: in_cookies().cookie_same_site(SameSite::None), SET, [
        "access_token_cookie=<jwt>; HttpOnly; Path=/; SameSite=None",
        "csrf_access_token=<uuid>; Path=/; SameSite=None",
        "refresh_token_cookie=<jwt>; HttpOnly; Path=/; SameSite=None",
        "csrf_refresh_token=<uuid>; Path=/; SameSite=None",
    ];

    /// JWT_COOKIE_SAMESITE="None": unset
    same_site_none_unset: in_cookies().cookie_same_site(SameSite::None), UNSET, [
        "access_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/; SameSite=None",
        "csrf_access_token=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/; SameSite=None",
        "refresh_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/; SameSite=None",
        "csrf_refresh_token=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/; SameSite=None",
    ];

    /// JWT_ACCESS_COOKIE_NAME="a_tok", JWT_REFRESH_COOKIE_NAME="r_tok": set
    names_set: in_cookies().access_cookie_name("a_tok").refresh_cookie_name("r_tok"), SET, [
        "a_tok=<jwt>; HttpOnly; Path=/",
        "csrf_access_token=<uuid>; Path=/",
        "r_tok=<jwt>; HttpOnly; Path=/",
        "csrf_refresh_token=<uuid>; Path=/",
    ];

    /// JWT_ACCESS_COOKIE_NAME="a_tok", JWT_REFRESH_COOKIE_NAME="r_tok": unset
    names_unset: in_cookies().access_cookie_name("a_tok").refresh_cookie_name("r_tok"), UNSET, [
        "a_tok=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/",
        "csrf_access_token=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/",
        "r_tok=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/",
        "csrf_refresh_token=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/",
    ];

    /// JWT_ACCESS_COOKIE_PATH="/api", JWT_REFRESH_COOKIE_PATH="/token/refresh": set
    paths_set: in_cookies().access_cookie_path("/api").refresh_cookie_path("/token/refresh"), SET, [
        "access_token_cookie=<jwt>; HttpOnly; Path=/api",
        "csrf_access_token=<uuid>; Path=/",
        "refresh_token_cookie=<jwt>; HttpOnly; Path=/token/refresh",
        "csrf_refresh_token=<uuid>; Path=/",
    ];

    /// JWT_ACCESS_COOKIE_PATH="/api", JWT_REFRESH_COOKIE_PATH="/token/refresh": unset
    paths_unset: in_cookies().access_cookie_path("/api").refresh_cookie_path("/token/refresh"), UNSET, [
        "access_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/api",
        "csrf_access_token=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/",
        "refresh_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/token/refresh",
        "csrf_refresh_token=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/",
    ];

    /// JWT_COOKIE_CSRF_PROTECT=false: set
    csrf_unprotected_set: in_cookies().cookie_csrf_protect(false), SET, [
        "access_token_cookie=<jwt>; HttpOnly; Path=/",
        "refresh_token_cookie=<jwt>; HttpOnly; Path=/",
    ];

    /// JWT_COOKIE_CSRF_PROTECT=false: unset
    csrf_unprotected_unset: in_cookies().cookie_csrf_protect(false), UNSET, [
        "access_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/",
        "refresh_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/",
    ];

    /// JWT_CSRF_IN_COOKIES=false: set
    csrf_not_in_cookies_set: in_cookies().csrf_in_cookies(false), SET, [
        "access_token_cookie=<jwt>; HttpOnly; Path=/",
        "refresh_token_cookie=<jwt>; HttpOnly; Path=/",
    ];

    /// JWT_CSRF_IN_COOKIES=false: unset
    csrf_not_in_cookies_unset: in_cookies().csrf_in_cookies(false), UNSET, [
        "access_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/",
        "refresh_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/",
    ];

    /// JWT_ACCESS_CSRF_COOKIE_NAME="ca", JWT_REFRESH_CSRF_COOKIE_NAME="cr": set
    csrf_names_set: in_cookies().access_csrf_cookie_name("ca").refresh_csrf_cookie_name("cr"), SET, [
        "access_token_cookie=<jwt>; HttpOnly; Path=/",
        "ca=<uuid>; Path=/",
        "refresh_token_cookie=<jwt>; HttpOnly; Path=/",
        "cr=<uuid>; Path=/",
    ];

    /// JWT_ACCESS_CSRF_COOKIE_NAME="ca", JWT_REFRESH_CSRF_COOKIE_NAME="cr": unset
    csrf_names_unset: in_cookies().access_csrf_cookie_name("ca").refresh_csrf_cookie_name("cr"), UNSET, [
        "access_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/",
        "ca=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/",
        "refresh_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/",
        "cr=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/",
    ];

    /// JWT_ACCESS_CSRF_COOKIE_PATH="/a", JWT_REFRESH_CSRF_COOKIE_PATH="/r": set
    csrf_paths_set: in_cookies().access_csrf_cookie_path("/a").refresh_csrf_cookie_path("/r"), SET, [
        "access_token_cookie=<jwt>; HttpOnly; Path=/",
        "csrf_access_token=<uuid>; Path=/a",
        "refresh_token_cookie=<jwt>; HttpOnly; Path=/",
        "csrf_refresh_token=<uuid>; Path=/r",
    ];

    /// JWT_ACCESS_CSRF_COOKIE_PATH="/a", JWT_REFRESH_CSRF_COOKIE_PATH="/r": unset
    csrf_paths_unset: in_cookies().access_csrf_cookie_path("/a").refresh_csrf_cookie_path("/r"), UNSET, [
        "access_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/",
        "csrf_access_token=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/a",
        "refresh_token_cookie=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Path=/",
        "csrf_refresh_token=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/r",
    ];

    /// JWT_COOKIE_SECURE=true, JWT_COOKIE_DOMAIN="example.com", JWT_SESSION_COOKIE=false,
    /// JWT_COOKIE_SAMESITE="Strict", JWT_ACCESS_COOKIE_PATH="/api",
    /// JWT_REFRESH_COOKIE_PATH="/api/refresh", JWT_ACCESS_CSRF_COOKIE_PATH="/c",
    /// JWT_REFRESH_CSRF_COOKIE_PATH="/d": set
    everything_set: everything(), SET, [
        "access_token_cookie=<jwt>; Domain=example.com; Expires=<now+Max-Age>; Max-Age=31540000; Secure; HttpOnly; Path=/api; SameSite=Strict",
        "csrf_access_token=<uuid>; Domain=example.com; Expires=<now+Max-Age>; Max-Age=31540000; Secure; Path=/c; SameSite=Strict",
        "refresh_token_cookie=<jwt>; Domain=example.com; Expires=<now+Max-Age>; Max-Age=31540000; Secure; HttpOnly; Path=/api/refresh; SameSite=Strict",
        "csrf_refresh_token=<uuid>; Domain=example.com; Expires=<now+Max-Age>; Max-Age=31540000; Secure; Path=/d; SameSite=Strict",
    ];

    /// JWT_COOKIE_SECURE=true, JWT_COOKIE_DOMAIN="example.com", JWT_SESSION_COOKIE=false,
    /// JWT_COOKIE_SAMESITE="Strict", JWT_ACCESS_COOKIE_PATH="/api",
    /// JWT_REFRESH_COOKIE_PATH="/api/refresh", JWT_ACCESS_CSRF_COOKIE_PATH="/c",
    /// JWT_REFRESH_CSRF_COOKIE_PATH="/d": set access, max_age=3600
    everything_set_access_for_an_hour: everything(), SET_ACCESS_FOR_AN_HOUR, [
        "access_token_cookie=<jwt>; Domain=example.com; Expires=<now+Max-Age>; Max-Age=3600; Secure; HttpOnly; Path=/api; SameSite=Strict",
        "csrf_access_token=<uuid>; Domain=example.com; Expires=<now+Max-Age>; Max-Age=3600; Secure; Path=/c; SameSite=Strict",
    ];

    /// JWT_COOKIE_SECURE=true, JWT_COOKIE_DOMAIN="example.com", JWT_SESSION_COOKIE=false,
    /// JWT_COOKIE_SAMESITE="Strict", JWT_ACCESS_COOKIE_PATH="/api",
    /// JWT_REFRESH_COOKIE_PATH="/api/refresh", JWT_ACCESS_CSRF_COOKIE_PATH="/c",
    /// JWT_REFRESH_CSRF_COOKIE_PATH="/d": unset
    everything_unset: everything(), UNSET, [
        "access_token_cookie=; Domain=example.com; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly; Path=/api; SameSite=Strict",
        "csrf_access_token=; Domain=example.com; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; Path=/c; SameSite=Strict",
        "refresh_token_cookie=; Domain=example.com; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly; Path=/api/refresh; SameSite=Strict",
        "csrf_refresh_token=; Domain=example.com; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; Path=/d; SameSite=Strict",
    ];
}

static BANANA: App = LazyLock::new(|| {
    serve(named([
        ("JWT_TOKEN_LOCATION", json!("cookies")),
        ("JWT_COOKIE_SAMESITE", json!("banana")),
    ])?)
});

fn no_same_site() -> Answer {
    malformed("JWT_COOKIE_SAMESITE", "Strict, Lax, None or null")
}

const BAD_SAME_SITE: &str = "ValueError: SameSite must be 'Strict', 'Lax', or 'None'.";

table! { app: BANANA;
    /// JWT_COOKIE_SAMESITE="banana": set
    banana_set: Request::post(SET),
        quart: crashes(BAD_SAME_SITE).agreed(Agreed::ConfigurationErrors, no_same_site()),
        flask: SAME;

    /// JWT_COOKIE_SAMESITE="banana": unset
    banana_unset: Request::post(UNSET),
        quart: crashes(BAD_SAME_SITE).agreed(Agreed::ConfigurationErrors, no_same_site()),
        flask: SAME;
}

// The note below the table.

cookie_strings! {
    /// max_age=0 is ignored (`max_age or default`)
    session_max_age_zero: in_cookies(), SET_ACCESS_FOR_ZERO, [
        "access_token_cookie=<jwt>; HttpOnly; Path=/",
        "csrf_access_token=<uuid>; Path=/",
    ];

    /// max_age=0 is ignored (`max_age or default`): JWT_SESSION_COOKIE=false
    persistent_max_age_zero: in_cookies().session_cookie(false), SET_ACCESS_FOR_ZERO, [
        "access_token_cookie=<jwt>; Expires=<now+Max-Age>; Max-Age=31540000; HttpOnly; Path=/",
        "csrf_access_token=<uuid>; Expires=<now+Max-Age>; Max-Age=31540000; Path=/",
    ];
}

/// Calls the page, and compares the cookies that it sets.
fn hold(config: JwtConfig, call: &str, expected: &[&str]) {
    let came = cookie_page::call(&mint(config), call);
    for pair in came.windows(2).filter(|pair| is_csrf_value(&pair[1])) {
        assert_eq!(csrf_claim(&pair[0]), pair[1].value, "it is that token's");
    }
    let came: Vec<_> = came.into_iter().map(in_notation).collect();
    let expected = expected.iter().map(|cookie| SetCookie::parse(cookie));
    assert_eq!(came, expected.collect::<Vec<_>>());
}
