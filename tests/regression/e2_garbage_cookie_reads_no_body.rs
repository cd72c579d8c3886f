//! E2: with `csrf_check_form`, a garbage cookie made the server buffer the whole body.
//!
//! The CSRF value was looked for in the form before the token was looked at, so anybody could have up
//! to `body_limit` bytes buffered for each request.

use jwt_fresh::{Algorithm, JwtManager, TokenLocation::Cookies, VerifyingKey};
use jwt_fresh_tests::{ALL, Configuration, Request, SECRET, Server};
use serde_json::json;

const CSRF: &str = "5f0f8c6e-1111-4222-8333-444455556666";

/// Two servers: with the manager's key, and with one that is chosen for the token.
fn servers(of: Configuration) -> [Server; 2] {
    let config = || of.config().token_locations([Cookies]).csrf_check_form(true);
    let choosing = JwtManager::builder(config())
        .decode_key_loader(|_| async { VerifyingKey::from_secret(Algorithm::HS256, SECRET) })
        .build();
    [
        Server::start(&JwtManager::new(config()).unwrap()),
        Server::start(&choosing.unwrap()),
    ]
}

fn with_cookie(of: Configuration, token: &str) -> Request {
    Request::new("DELETE", "/protected").header("Cookie", format!("{}={token}", of.access_cookie()))
}

/// A body that is announced and never comes: who waits for it never answers.
fn never_sent(request: Request, form: &str) -> Request {
    request
        .header("Content-Type", form)
        .header("Content-Length", "100000")
}

#[test]
fn a_token_that_is_refused_is_refused_before_the_body_is_read() {
    for (of, server) in ALL
        .into_iter()
        .flat_map(|of| servers(of).map(|server| (of, server)))
    {
        for form in [
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=B",
        ] {
            for (token, status) in [
                ("garbage".to_owned(), 422),
                (of.forged_token(json!({ "csrf": CSRF })), 422),
                (of.token(json!({ "csrf": CSRF, "exp": 1 })), 401),
            ] {
                let answer = server.send(&never_sent(with_cookie(of, &token), form));
                assert_eq!(answer.status, status, "{} {form}: {}", of.name, answer.body);
            }
        }
    }
}

#[test]
fn a_good_token_still_needs_the_value_in_the_form() {
    for (of, server) in ALL
        .into_iter()
        .flat_map(|of| servers(of).map(|server| (of, server)))
    {
        let good = of.token(json!({ "csrf": CSRF }));
        let request = || with_cookie(of, &good);
        for (value, status) in [(CSRF, 200), ("a guess", 401), ("", 401)] {
            for sent in [
                request().form(&[("csrf_token", value)]),
                request().multipart(&[("csrf_token", value)]),
            ] {
                let answer = server.send(&sent);
                assert_eq!(
                    answer.status, status,
                    "{} {value:?}: {}",
                    of.name, answer.body
                );
            }
        }
        for none in [
            request().form(&[("other", CSRF)]),
            request(),
            request().json(&json!({})),
        ] {
            let answer = server.send(&none);
            assert_eq!(answer.json()["msg"], "Missing CSRF token", "{}", of.name);
        }
        // A token without a CSRF value matches none.
        let without = with_cookie(of, &of.token(json!({})));
        let answer = server.send(&without.form(&[("csrf_token", CSRF)]));
        assert_eq!(answer.status, 422, "{}: {}", of.name, answer.body);
    }
}
