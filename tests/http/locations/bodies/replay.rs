//! The handler can still read what was read before it.

use jwt_fresh_tests::Request;
use serde_json::json;

use super::{COOKIES_FORM, CSRF, ECHOES, HEADERS_JSON, expect, framed, json_request, with_cookie};

#[test]
fn a_handler_behind_a_token_in_the_body_still_takes_its_json() {
    for (of, server) in &*HEADERS_JSON {
        let body = json!({ "access_token": of.token(json!({})), "amount": 7 });
        for path in ["/json", "/by-hand"] {
            for request in framed(Request::post(path).json(&body)) {
                expect(&server.send(&request), 200, "test orders 7", *of);
            }
        }
        let without_amount = json!({ "access_token": of.token(json!({})) });
        let answer = server.send(&Request::post("/json").json(&without_amount));
        assert_eq!(
            answer.status, 400,
            "the extractor speaks for itself: {answer:?}"
        );
    }
}

#[test]
fn a_handler_behind_a_token_in_the_body_still_gets_each_byte() {
    for (of, server) in &*HEADERS_JSON {
        let token = of.token(json!({}));
        let body =
            format!("\n {{ \"n\": 1.50,\t\"access_token\": \"{token}\" , \"u\":\"\\u00fc\" }} \n");
        for path in ECHOES {
            for request in framed(json_request(path, &body)) {
                expect(&server.send(&request), 200, &body, *of);
            }
        }
    }
}

#[test]
fn a_handler_behind_a_csrf_value_in_a_form_still_takes_the_form() {
    for (of, server) in &*COOKIES_FORM {
        let fields = [("amount", "7"), ("csrf_token", CSRF), ("note", "a+b%26c")];
        for request in framed(with_cookie("/form", *of).form(&fields)) {
            let fields =
                format!(r#"test sends {{"amount": "7", "csrf_token": "{CSRF}", "note": "a b&c"}}"#);
            expect(&server.send(&request), 200, &fields, *of);
        }
    }
}

#[test]
fn a_handler_behind_a_csrf_value_in_a_form_still_gets_each_byte() {
    for (of, server) in &*COOKIES_FORM {
        for path in ECHOES {
            let fields = [("csrf_token", CSRF), ("file", "\r\n--not the boundary\r\n")];
            let multipart = with_cookie(path, *of).multipart(&fields);
            let sent = multipart.to_string();
            let sent = sent.split_once("\r\n\r\n").unwrap().1;
            for request in framed(multipart) {
                expect(&server.send(&request), 200, sent, *of);
            }
            let urlencoded = with_cookie(path, *of).form(&fields[..1]);
            let sent = format!("csrf_token={CSRF}");
            for request in framed(urlencoded) {
                expect(&server.send(&request), 200, &sent, *of);
            }
        }
    }
}
