//! How an option's value is seen in the cookies that are set, and in what is asked beside them.

use jwt_fresh::{JwtConfig, TokenLocation::Cookies};
use jwt_fresh_tests::{Mint, Request, SetCookie};
use serde_json::{Value, json};

use super::{
    seen_requests::{app, lets_in, one_working, working},
    servers::mint,
    token::{CSRF, Carry, refresh_token, token},
};
use crate::harness::{
    cookie_notation::is_csrf_value,
    cookie_page::{self, SET},
};

// The cookies that a log-in sets, in their order.
const ACCESS: usize = 0;
const ACCESS_CSRF: usize = 1;
const REFRESH: usize = 2;
const REFRESH_CSRF: usize = 3;

fn in_cookies(config: JwtConfig) -> JwtConfig {
    config.token_locations([Cookies])
}

fn cookies(config: JwtConfig) -> Vec<SetCookie> {
    cookie_page::call(&mint(in_cookies(config)), SET)
}

macro_rules! names_and_paths {
    ($($name:ident $path:ident $cookie:ident;)+) => {$(
        pub fn $name(config: JwtConfig) -> Value {
            json!(cookies(config)[$cookie].name)
        }

        pub fn $path(config: JwtConfig) -> Value {
            json!(cookies(config)[$cookie].attribute("Path"))
        }
    )+};
}

names_and_paths! {
    access_name access_path ACCESS;
    access_csrf_name access_csrf_path ACCESS_CSRF;
    refresh_name refresh_path REFRESH;
    refresh_csrf_name refresh_csrf_path REFRESH_CSRF;
}

/// What all four cookies say.
fn all_say(config: JwtConfig, seen: impl Fn(&SetCookie) -> Value) -> Value {
    let mut seen: Vec<_> = cookies(config).iter().map(seen).collect();
    assert_eq!(seen.len(), 4);
    seen.dedup();
    match *seen {
        [ref alike] => alike.clone(),
        _ => panic!("they differ: {seen:?}"),
    }
}

pub fn domain(config: JwtConfig) -> Value {
    all_say(config, |cookie| json!(cookie.attribute("Domain")))
}

pub fn same_site(config: JwtConfig) -> Value {
    all_say(config, |cookie| json!(cookie.attribute("SameSite")))
}

pub fn secure(config: JwtConfig) -> Value {
    all_say(config, |cookie| json!(cookie.attribute("Secure").is_some()))
}

pub fn session(config: JwtConfig) -> Value {
    all_say(config, |cookie| {
        json!(cookie.attribute("Max-Age").is_none())
    })
}

pub fn csrf_in_cookies(config: JwtConfig) -> Value {
    let cookies = cookies(config);
    json!(cookies.iter().any(is_csrf_value))
}

/// A request by POST with a token in its cookie, and no double submit value.
fn post(token: &Mint, endpoint: &str) -> Request {
    token.in_cookie("POST", endpoint)
}

fn access() -> Request {
    post(&token().with_csrf(), "/protected")
}

fn refresh() -> Request {
    post(&refresh_token().with_csrf(), "/refresh")
}

pub fn csrf_protect(config: JwtConfig) -> Value {
    json!(!lets_in(&app(in_cookies(config)), &access()))
}

pub fn csrf_methods(config: JwtConfig) -> Value {
    const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
    let free = working(in_cookies(config), METHODS, |method| {
        token().with_csrf().in_cookie(method, "/protected")
    });
    json!(
        METHODS
            .iter()
            .filter(|method| !free.contains(method))
            .collect::<Vec<_>>()
    )
}

pub fn access_header(config: JwtConfig) -> Value {
    header(config, access)
}

pub fn refresh_header(config: JwtConfig) -> Value {
    header(config, refresh)
}

/// The header of both kinds of token.
pub fn both_headers(config: JwtConfig) -> Value {
    let of_access = access_header(config.clone());
    assert_eq!(of_access, refresh_header(config));
    of_access
}

/// The header in which the double submit value has to be.
fn header(config: JwtConfig, request: fn() -> Request) -> Value {
    const NAMES: [&str; 4] = ["X-CSRF-TOKEN", "X-A", "X-R", "X-Both"];
    one_working(in_cookies(config), NAMES, |name| {
        request().header(name, CSRF)
    })
}

pub fn access_field(config: JwtConfig) -> Value {
    field(config, access)
}

pub fn refresh_field(config: JwtConfig) -> Value {
    field(config, refresh)
}

/// The field of a form in which the double submit value may be.
fn field(config: JwtConfig, request: fn() -> Request) -> Value {
    let config = in_cookies(config).csrf_check_form(true);
    one_working(config, ["csrf_token", "double"], |name| {
        request().form(&[(name, CSRF)])
    })
}

pub fn csrf_check_form(config: JwtConfig) -> Value {
    let request = access().form(&[("csrf_token", CSRF)]);
    json!(lets_in(&app(in_cookies(config)), &request))
}
