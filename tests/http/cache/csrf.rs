//! The CSRF value that comes along with a cookie is asked for each time.

use jwt_fresh::{JwtManager, TokenLocation};
use jwt_fresh_tests::{ALL, Configuration, Mint, Request, SECRET, Server, claims};
use serde_json::json;

use super::{fine, refused, remembering, said, start};

const CSRF: &str = "5f0f8c6e-1111-4222-8333-444455556666";

/// Tokens come in cookies and in the `Authorization` header.
fn serve(of: Configuration) -> Server {
    let locations = [TokenLocation::Cookies, TokenLocation::Headers];
    start(JwtManager::builder(
        remembering(of).token_locations(locations),
    ))
}

fn with_cookie(request: Request, of: Configuration, token: &str) -> Request {
    request.header("Cookie", format!("{}={token}", of.access_cookie()))
}

/// The value as it is, and written with an escape.
fn tokens(of: Configuration) -> [String; 2] {
    let with_value = claims(of.identity_claim, json!({ "csrf": CSRF }));
    let escaped = with_value
        .to_string()
        .replace(CSRF, &CSRF.replace('-', "\\u002d"));
    let mint = Mint::new(&with_value).key(SECRET);
    [mint.token(), mint.payload(escaped).token()]
}

#[test]
fn a_token_that_is_known_needs_its_csrf_value_as_ever() {
    for of in ALL {
        for token in tokens(of) {
            let server = serve(of);
            let get = with_cookie(Request::get("/protected"), of, &token);
            let post = with_cookie(Request::post("/protected"), of, &token);
            let with = |value: &str| post.clone().header("X-CSRF-TOKEN", value);
            let wrong = refused(401, "CSRF double submit tokens do not match");
            let missing = refused(401, "Missing CSRF token");
            // Remembered from a request that needed no value, and then from one that had it.
            for first in [get.clone(), with(CSRF)] {
                for request in [&first, &first] {
                    assert_eq!(said(&server, request), fine(), "{}", of.name);
                }
                for value in ["x", &CSRF[1..], &format!("{CSRF}x"), "5F0F8C6E", "null"] {
                    assert_eq!(said(&server, &with(value)), wrong, "{} {value}", of.name);
                }
                assert_eq!(said(&server, &with("")), missing, "{}", of.name);
                assert_eq!(said(&server, &post), missing, "{}", of.name);
                assert_eq!(said(&server, &with(CSRF)), fine(), "{}", of.name);
            }
        }
    }
}

#[test]
fn a_token_that_is_known_from_a_header_is_no_better_in_a_cookie() {
    for of in ALL {
        let server = serve(of);
        let [token, _] = tokens(of);
        let without_value = of.token(json!({}));
        for token in [&token, &without_value] {
            let in_header = Request::post("/protected").bearer(token);
            let in_cookie = with_cookie(Request::post("/protected"), of, token);
            assert_eq!(said(&server, &in_header), fine(), "{}", of.name);
            let answer = said(&server, &in_cookie);
            assert_eq!(answer, refused(401, "Missing CSRF token"), "{}", of.name);
            let answer = said(&server, &in_cookie.header("X-CSRF-TOKEN", "x"));
            let expected = match token == &without_value {
                true => refused(422, "Missing claim: csrf"),
                false => refused(401, "CSRF double submit tokens do not match"),
            };
            assert_eq!(answer, expected, "{}", of.name);
            assert_eq!(said(&server, &in_header), fine(), "{}", of.name);
        }
    }
}

#[test]
fn one_value_is_not_good_for_another_token_that_is_known() {
    for of in ALL {
        let server = serve(of);
        let known: Vec<_> = ["one", "two"]
            .map(|value| (value, of.token(json!({ "csrf": value, "jti": value }))))
            .into();
        for _ in 0..2 {
            for (own, token) in &known {
                for (sent, _) in &known {
                    let post = with_cookie(Request::post("/protected"), of, token);
                    let status = said(&server, &post.header("X-CSRF-TOKEN", sent)).0;
                    let expected = if sent == own { 200 } else { 401 };
                    assert_eq!(status, expected, "{} {own} {sent}", of.name);
                }
            }
        }
    }
}
