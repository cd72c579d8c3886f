//! How much of a body is read, and when it is read at all.

use jwt_fresh_tests::Request;
use serde_json::json;

use super::{
    COOKIES_FORM, CSRF, ECHOES, HEADERS_JSON, LIMIT, expect, framed, json_of_length, json_request,
    with_cookie,
};

const TOO_LARGE: &str = r#"{"msg":"Request body is too large"}"#;

#[test]
fn a_body_is_read_up_to_its_limit_and_no_further() {
    for (of, server) in &*HEADERS_JSON {
        let (full, too_long) = (json_of_length(*of, LIMIT), json_of_length(*of, LIMIT + 1));
        for request in framed(json_request("/bytes", &full)) {
            expect(&server.send(&request), 200, &full, *of);
        }
        for path in ["/json", "/bytes", "/stream", "/optional", "/by-hand"] {
            for request in framed(json_request(path, &too_long)) {
                expect(&server.send(&request), 413, TOO_LARGE, *of);
            }
        }
        // That one was refused is nothing to the next.
        expect(&server.send(&json_request("/text", &full)), 200, &full, *of);
    }
}

#[test]
fn a_form_is_read_up_to_its_limit_and_no_further() {
    for (of, server) in &*COOKIES_FORM {
        let rest = LIMIT - "csrf_token=&rest=".len() - CSRF.len();
        for (length, status) in [(rest, 200), (rest + 1, 413)] {
            let fields = [("csrf_token", CSRF), ("rest", &"x".repeat(length))];
            for request in framed(with_cookie("/bytes", *of).form(&fields)) {
                assert_eq!(server.send(&request).status, status, "{} {length}", of.name);
            }
        }
        let fields = [("csrf_token", CSRF), ("rest", &"x".repeat(LIMIT))];
        for request in framed(with_cookie("/bytes", *of).multipart(&fields)) {
            expect(&server.send(&request), 413, TOO_LARGE, *of);
        }
    }
}

#[test]
fn a_body_that_nothing_is_looked_for_in_is_left_to_the_handler() {
    let long = "x".repeat(10 * LIMIT);
    for (of, server) in &*HEADERS_JSON {
        for path in ECHOES {
            for media_type in ["application/json", "text/plain"] {
                let request = Request::post(path)
                    .bearer(of.token(json!({})))
                    .header("Content-Type", media_type)
                    .body(&long);
                expect(&server.send(&request), 200, &long, *of);
            }
        }
        let no_json = Request::post("/bytes")
            .header("Content-Type", "text/plain")
            .body(&long);
        assert_eq!(server.send(&no_json).status, 401, "{}", of.name);
    }
    for (of, server) in &*COOKIES_FORM {
        for path in ECHOES {
            let request = with_cookie(path, *of)
                .header("X-CSRF-TOKEN", CSRF)
                .form(&[("csrf_token", &long)]);
            let sent = format!("csrf_token={long}");
            expect(&server.send(&request), 200, &sent, *of);
        }
    }
}
