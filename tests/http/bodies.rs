//! A token or a CSRF value in the body: it is read once, only where it has to be and no further
//! than is configured, and the handler can still read all of it.

use std::{collections::BTreeMap, sync::LazyLock};

use actix_web::{FromRequest, HttpRequest, Responder, web};
use futures_util::StreamExt as _;
use jwt_fresh::{
    JwtConfig, JwtManager,
    TokenLocation::{self, Cookies, Headers, Json},
    get_jwt_identity, get_jwt_request_location, jwt_optional, jwt_required, verify_jwt_in_request,
};
use jwt_fresh_tests::{Request, Response, Server};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::configuration::{ALL, Configuration};

/// In bytes.
const LIMIT: usize = 4096;
const CSRF: &str = "5f0f8c6e-1111-4222-8333-444455556666";

#[derive(Deserialize)]
struct Order {
    amount: u32,
}

#[jwt_required]
async fn json(order: web::Json<Order>) -> impl Responder {
    format!("{} orders {}", get_jwt_identity(), order.amount)
}

#[jwt_required]
async fn form(fields: web::Form<BTreeMap<String, String>>) -> impl Responder {
    format!("{} sends {:?}", get_jwt_identity(), fields.into_inner())
}

#[jwt_required]
async fn bytes(body: web::Bytes) -> impl Responder {
    body
}

#[jwt_required]
async fn text(body: String) -> impl Responder {
    body
}

/// Reads piece by piece, as an upload or a multipart form is read.
#[jwt_required]
async fn stream(mut body: web::Payload) -> impl Responder {
    let mut all = web::BytesMut::new();
    while let Some(piece) = body.next().await {
        all.extend_from_slice(&piece.expect("the body goes on"));
    }
    all.freeze()
}

#[jwt_optional]
async fn optional(body: web::Bytes) -> impl Responder {
    format!("{} sends {} bytes", get_jwt_identity(), body.len())
}

#[jwt_required]
async fn location() -> impl Responder {
    get_jwt_request_location().map(TokenLocation::as_str)
}

async fn by_hand(request: HttpRequest, body: web::Payload) -> actix_web::Result<impl Responder> {
    let mut payload = body.into_inner();
    verify_jwt_in_request(&request)
        .with_payload(&mut payload)
        .await?;
    let order = web::Json::<Order>::from_request(&request, &mut payload).await?;
    Ok(format!("{} orders {}", get_jwt_identity(), order.amount))
}

/// Each handler that answers with the body it was sent.
const ECHOES: [&str; 3] = ["/bytes", "/text", "/stream"];

fn endpoints(app: &mut web::ServiceConfig) {
    app.route("/json", web::post().to(json))
        .route("/form", web::post().to(form))
        .route("/bytes", web::post().to(bytes))
        .route("/text", web::post().to(text))
        .route("/stream", web::post().to(stream))
        .route("/optional", web::post().to(optional))
        .route("/location", web::post().to(location))
        .route("/by-hand", web::post().to(by_hand));
}

fn start(configure: fn(JwtConfig) -> JwtConfig) -> Vec<(Configuration, Server)> {
    ALL.map(|of| {
        let config = configure(of.config()).body_limit(LIMIT);
        (
            of,
            Server::with(&JwtManager::new(config).unwrap(), endpoints),
        )
    })
    .into()
}

/// Servers that look for tokens in the header, then in a JSON body.
static HEADERS_JSON: LazyLock<Vec<(Configuration, Server)>> =
    LazyLock::new(|| start(|config| config.token_locations([Headers, Json])));

/// Servers that look for tokens in cookies, and for their CSRF value in a form.
static COOKIES_FORM: LazyLock<Vec<(Configuration, Server)>> =
    LazyLock::new(|| start(|config| config.token_locations([Cookies]).csrf_check_form(true)));

/// A form with a good token in its cookie.
fn with_cookie(path: &str, of: Configuration) -> Request {
    let token = of.token(json!({ "csrf": CSRF }));
    Request::post(path).header("Cookie", format!("{}={token}", of.access_cookie()))
}

/// A JSON body of exactly so many bytes, with a good token at its beginning.
fn json_of_length(of: Configuration, length: usize) -> String {
    let start = format!("{{\"access_token\":\"{}\",\"rest\":\"", of.token(json!({})));
    let rest = "x".repeat(length - start.len() - 2);
    format!("{start}{rest}\"}}")
}

fn json_request(path: &str, body: &str) -> Request {
    Request::post(path)
        .header("Content-Type", "application/json")
        .body(body)
}

/// With its length, and in chunks.
fn framed(request: Request) -> [Request; 2] {
    [request.clone(), request.chunked()]
}

fn expect(answer: &Response, status: u16, body: &str, of: Configuration) {
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (status, body),
        "{}",
        of.name
    );
}

const TOO_LARGE: &str = r#"{"msg":"Request body is too large"}"#;

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

#[test]
fn a_body_without_a_token_says_nothing_about_itself() {
    for (of, server) in &*HEADERS_JSON {
        for body in [
            "{",
            "",
            "[",
            r#"{"amount":"seven"}"#,
            r#"{"access_token":"garbage"}"#,
        ] {
            let answer = server.send(&json_request("/json", body));
            let status = if body.contains("garbage") { 422 } else { 401 };
            assert_eq!(answer.status, status, "{} {body}", of.name);
        }
        let body = json!({ "access_token": of.forged_token(json!({})), "amount": 7 });
        let answer = server.send(&Request::post("/json").json(&body));
        assert_eq!(
            answer.json(),
            json!({ "msg": "Signature verification failed" })
        );
    }
}

#[test]
fn a_body_without_a_token_goes_on_to_the_next_location() {
    for of in ALL {
        let config = of
            .config()
            .token_locations([Json, Cookies])
            .csrf_check_form(true);
        let server = Server::with(&JwtManager::new(config).unwrap(), endpoints);
        let order = with_cookie("/json", of)
            .header("X-CSRF-TOKEN", CSRF)
            .json(&json!({ "amount": 7 }));
        expect(&server.send(&order), 200, "test orders 7", of);
        let form = with_cookie("/location", of).form(&[("csrf_token", CSRF)]);
        expect(&server.send(&form), 200, "cookies", of);
        let body = json!({ "access_token": of.token(json!({})) });
        let json = with_cookie("/location", of).json(&body);
        expect(&server.send(&json), 200, "json", of);
        let anonymous = Request::post("/optional").json(&json!({ "n": [1, 2, Value::Null] }));
        expect(&server.send(&anonymous), 200, "null sends 16 bytes", of);
    }
}
