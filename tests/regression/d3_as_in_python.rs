//! D3: requests that Python answers otherwise, without a reason: empty elements in the header, white space
//! of ISO 8859-1 and round the `=` of a cookie, `b64: true`, and what surrounds the token in a body.

use jwt_fresh::{
    JwtManager,
    TokenLocation::{Cookies, Headers, Json},
};
use jwt_fresh_tests::{ALL, Configuration, Mint, QUART, Request, Response, SECRET, Server, claims};
use serde_json::json;

const CSRF: &str = "5f0f8c6e-1111-4222-8333-444455556666";
const BAD_HEADER: &str = "Bad Authorization header.";

#[track_caller]
fn check(answer: &Response, (status, text): (u16, &str), name: &str) {
    assert_eq!(answer.status, status, "{name}: {}", answer.body);
    assert!(answer.body.contains(text), "{name}: {}", answer.body);
}

/// A request with a header of these bytes, where `$` is the token.
fn with(name: &str, value: &[u8], token: &str) -> Request {
    let value: Vec<_> = value
        .iter()
        .flat_map(|byte| match byte {
            b'$' => token.as_bytes().to_vec(),
            byte => vec![*byte],
        })
        .collect();
    Request::get("/protected").header(name, value)
}

#[test]
fn the_header_is_a_list_and_white_space_is_that_of_python() {
    for of in ALL {
        let server = Server::start(&JwtManager::new(of.config()).unwrap());
        let token = of.token(json!({}));
        let in_list = if of.name == QUART.name {
            (422, BAD_HEADER)
        } else {
            (200, "test")
        };
        for (value, expected) in [
            (&b"Bearer $"[..], (200, "test")),
            (b"Basic x,, Bearer $", in_list),
            (b"Basic x, , Bearer $", in_list),
            (b"Bearer $,, Basic x", in_list),
            (b"Bearer $, \xa0,", in_list),
            (b"Bearer\xa0$", (200, "test")),
            (b"Bearer\x85$", (200, "test")),
            (b"Bearer \xa0$", (200, "test")),
            (b"Bearer $\xa0", (200, "test")),
            (b"\x85Bearer $ \x85", (200, "test")),
            (b"Basic x,\xa0Bearer $", (200, "test")),
            // Inside of a token it is part of it, and two tokens are still two.
            (b"Bearer a\xa0b", (422, "")),
            (b"Bearer \xa0$ $", (422, BAD_HEADER)),
            (
                b"Bearer\xa0$, Bearer\x85$",
                if of.name == QUART.name {
                    (422, "")
                } else {
                    (401, "Missing")
                },
            ),
            (b"Bearer\xc2\xa0$", (401, "")),
        ] {
            let name = format!("{} {}", of.name, value.escape_ascii());
            let answer = server.send(&with("Authorization", value, &token));
            let expected = match (expected, of.name == QUART.name) {
                ((401, ""), true) => (422, ""),
                (expected, _) => expected,
            };
            check(&answer, expected, &name);
        }
    }
}

/// Without a scheme the message names none, for two headers as for two words.
#[test]
fn two_headers_without_a_scheme_are_two_words() {
    for of in ALL {
        let jwt = JwtManager::new(of.config().header_type("")).unwrap();
        let server = Server::start(&jwt);
        let token = of.token(json!({}));
        let words = server.send(&with("Authorization", b"$ $", &token));
        let headers = with("Authorization", b"$", &token).header("Authorization", &token);
        let headers = server.send(&headers);
        check(&words, (422, BAD_HEADER), of.name);
        assert_eq!((words.status, words.body), (headers.status, headers.body));
        check(
            &server.send(&with("Authorization", b"$", &token)),
            (200, "test"),
            of.name,
        );
    }
}

#[test]
fn a_cookie_is_read_as_werkzeug_reads_it() {
    for of in ALL {
        let jwt = JwtManager::new(of.config().token_locations([Cookies, Headers])).unwrap();
        let server = Server::start(&jwt);
        let token = of.token(json!({ "csrf": CSRF }));
        let name = of.access_cookie();
        for (cookie, expected) in [
            ("N=$", (200, "test")),
            ("N =$", (200, "test")),
            ("N= $", (200, "test")),
            ("a=b; N\t=\t$ ; c=d", (200, "test")),
            ("N = \"$\"", (200, "test")),
            // A value with white space or half of a pair of quotes is no cookie.
            ("N=\"$", (401, "Missing cookie")),
            ("N=$\"", (401, "Missing cookie")),
            ("N=a b", (401, "Missing cookie")),
            ("N=$, a=b", (401, "Missing cookie")),
            ("N=\"a\"$\"b\"", (401, "Missing cookie")),
            ("N=\"a b\"; N=$", (422, "sent twice")),
            ("N=a b; N=$", (200, "test")),
            // A name alone is an empty cookie.
            ("N", (401, "Missing cookie")),
            ("N; N=$", (422, "sent twice")),
            ("N = $; N=$", (422, "sent twice")),
            // Other names.
            ("N2=$", (401, "Missing cookie")),
            ("N N=$", (401, "Missing cookie")),
            ("a=\"; N=$; b=\"", (200, "test")),
        ] {
            let cookie = cookie.replace('N', name);
            let request = with("Cookie", cookie.as_bytes(), &token);
            check(
                &server.send(&request),
                expected,
                &format!("{} {cookie}", of.name),
            );
            let both = request.header("Authorization", format!("Bearer {token}"));
            let expected = if expected.0 == 401 {
                (200, "test")
            } else {
                expected
            };
            check(
                &server.send(&both),
                expected,
                &format!("{} {cookie} and a header", of.name),
            );
        }
    }
}

#[test]
fn b64_may_say_what_is_so() {
    for of in ALL {
        let server = Server::start(&JwtManager::new(of.config()).unwrap());
        for (b64, status) in [
            ("true", 200),
            ("false", 422),
            ("null", 422),
            ("0", 422),
            ("1", 422),
            ("\"\"", 422),
            ("[]", 422),
        ] {
            let header = format!(r#"{{"alg":"HS256","b64":{b64}}}"#);
            let token = Mint::new(&claims(of.identity_claim, json!({})));
            let token = token.header(header).key(SECRET).token();
            let answer = server.send(&Request::get("/protected").bearer(token));
            assert_eq!(answer.status, status, "{} {b64}: {}", of.name, answer.body);
        }
    }
}

#[test]
fn what_is_beside_the_token_in_a_body_is_skipped() {
    for of in ALL {
        let config = of.config().token_locations([Json]);
        let server = Server::start(&JwtManager::new(config).unwrap());
        let token = of.token(json!({}));
        let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
        let post = |content_type: &[u8], body: &[u8]| {
            let request = Request::post("/protected").header("Content-Type", content_type);
            server.send(&request.body(body))
        };
        for (beside, status) in [
            (r#""a":1"#, 200),
            (r#""a":NaN,"b":[Infinity,{"c":-Infinity}]"#, 200),
            (r#""a":"\ud800","\udc00":1"#, 200),
            (r#""a":1e400"#, 200),
            (&format!("\"a\":{deep}"), 200),
            (r#""a":nan"#, 401),
            (r#""a":01"#, 401),
            (r#""a":[1"#, 401),
            (&format!("\"a\":{}", &deep[1..]), 401),
            (r#""access_token":"x""#, 401),
            (r#""\u0061ccess_token":NaN"#, 401),
        ] {
            for body in [
                format!("{{\"access_token\":\"{token}\",{beside}}}"),
                format!("{{{beside},\"access_token\":\"{token}\"}}"),
            ] {
                let answer = post(b"application/json", body.as_bytes());
                assert_eq!(
                    answer.status, status,
                    "{} {beside:.60}: {}",
                    of.name, answer.body
                );
            }
        }
        let body = format!("{{\"access_token\":\"{token}\"}}");
        let bom = format!("\u{feff}{body}");
        assert_eq!(post(b"application/json", bom.as_bytes()).status, 401);
        for content_type in [
            &b"application/json; x=\xe9"[..],
            b"application/json ;charset=\xff",
        ] {
            assert_eq!(
                post(content_type, body.as_bytes()).status,
                200,
                "{}",
                of.name
            );
        }
        for content_type in [
            &b"application/json\xe9"[..],
            b"application/json\xa0",
            b"\xe9; application/json",
        ] {
            assert_eq!(
                post(content_type, body.as_bytes()).status,
                401,
                "{}",
                of.name
            );
        }
    }
}

/// A part with a file name is no field.
#[test]
fn a_file_is_no_csrf_value() {
    for of in ALL {
        let config = of.config().token_locations([Cookies]).csrf_check_form(true);
        let server = Server::start(&JwtManager::new(config).unwrap());
        for (parameters, status) in [
            ("name=\"csrf_token\"", 200),
            ("name=\"csrf_token\"; filename=\"a\"", 401),
            ("filename=\"\"; name=\"csrf_token\"", 401),
            ("name=\"csrf_token\"; filename*=UTF-8''a", 401),
        ] {
            let body = format!(
                "--B\r\nContent-Disposition: form-data; {parameters}\r\n\r\n{CSRF}\r\n--B--\r\n"
            );
            let request = Request::post("/protected")
                .header("Cookie", cookie(of))
                .header("Content-Type", "multipart/form-data; boundary=B")
                .body(body);
            let answer = server.send(&request);
            assert_eq!(
                answer.status, status,
                "{} {parameters}: {}",
                of.name, answer.body
            );
        }
    }
}

fn cookie(of: Configuration) -> String {
    format!(
        "{}={}",
        of.access_cookie(),
        of.token(json!({ "csrf": CSRF }))
    )
}
