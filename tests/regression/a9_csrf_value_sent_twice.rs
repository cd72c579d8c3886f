//! A9: of two `X-CSRF-TOKEN` headers the first one counted, whatever the second one was.
//!
//! Flask joins them, so that they do not match. The same for two form fields, two `Content-Type`
//! headers and two boundaries: another reader of the request may follow the other one.

use jwt_fresh::{
    JwtManager,
    TokenLocation::{Cookies, Json},
};
use jwt_fresh_tests::{ALL, Configuration, Request, Server};
use serde_json::json;

const CSRF: &str = "5f0f8c6e-1111-4222-8333-444455556666";

fn server(of: Configuration) -> Server {
    let config = of.config().token_locations([Cookies, Json]);
    Server::start(&JwtManager::new(config.csrf_check_form(true)).unwrap())
}

fn post(of: Configuration) -> Request {
    let token = of.token(json!({ "csrf": CSRF }));
    Request::post("/protected").header("Cookie", format!("{}={token}", of.access_cookie()))
}

#[test]
fn two_csrf_headers_are_refused() {
    for of in ALL {
        let server = server(of);
        for (one, other) in [
            (CSRF, "a guess"),
            ("a guess", CSRF),
            (CSRF, CSRF),
            (CSRF, ""),
            ("", CSRF),
        ] {
            let twice = post(of)
                .header("X-CSRF-TOKEN", one)
                .header("x-csrf-token", other);
            let answer = server.send(&twice);
            assert_eq!(
                answer.status, 401,
                "{} {one:?} {other:?}: {}",
                of.name, answer.body
            );
        }
        let once = server.send(&post(of).header("X-CSRF-TOKEN", CSRF));
        assert_eq!(once.status, 200, "{}: {}", of.name, once.body);
    }
}

#[test]
fn two_csrf_fields_of_a_form_are_refused() {
    for of in ALL {
        let server = server(of);
        for second in ["a guess", CSRF, ""] {
            let twice = [("csrf_token", CSRF), ("other", "x"), ("csrf_token", second)];
            for request in [post(of).form(&twice), post(of).multipart(&twice)] {
                let answer = server.send(&request);
                assert_eq!(
                    answer.status, 401,
                    "{} {second:?}: {}",
                    of.name, answer.body
                );
            }
        }
        let once = [("csrf_token", CSRF), ("other", "x")];
        for request in [post(of).form(&once), post(of).multipart(&once)] {
            let answer = server.send(&request);
            assert_eq!(answer.status, 200, "{}: {}", of.name, answer.body);
        }
    }
}

#[test]
fn a_body_of_two_media_types_is_neither() {
    for of in ALL {
        let server = server(of);
        let body = json!({ "access_token": of.token(json!({})) }).to_string();
        let json = |types: &[&str]| {
            types
                .iter()
                .fold(Request::post("/protected"), |request, media_type| {
                    request.header("Content-Type", media_type)
                })
                .body(&body)
        };
        for types in [
            ["application/json", "text/plain"],
            ["text/plain", "application/json"],
        ] {
            let answer = server.send(&json(&types));
            assert_eq!(answer.status, 401, "{} {types:?}: {}", of.name, answer.body);
        }
        let form = post(of)
            .header("Content-Type", "text/plain")
            .form(&[("csrf_token", CSRF)]);
        assert_eq!(server.send(&form).status, 401, "{}", of.name);
        let boundaries = post(of)
            .header("Content-Type", "multipart/form-data; boundary=B; boundary=C")
            .body(format!(
                "--B\r\nContent-Disposition: form-data; name=\"csrf_token\"\r\n\r\n{CSRF}\r\n--B--\r\n"
            ));
        assert_eq!(server.send(&boundaries).status, 401, "{}", of.name);
        let once = server.send(&json(&["application/json"]));
        assert_eq!(once.status, 200, "{}: {}", of.name, once.body);
    }
}
