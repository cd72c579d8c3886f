//! Promise 1: authenticate, then read. No argument is extracted and no byte of the body is parsed
//! before the token has passed, also when the check awaits a store.

use std::{
    future::{Ready, ready},
    io::{Read, Write},
    net::TcpStream,
    sync::{LazyLock, Mutex},
    time::Duration,
};

use actix_web::{
    Error, FromRequest, HttpRequest, Responder, dev::Payload, get, post, rt::time::sleep, web,
};
use jwt_fresh::{
    JwtManager, fresh_jwt_required, jwt_optional, jwt_refresh_token_required, jwt_required,
};
use jwt_fresh_tests::{QUART, Request, Server};
use serde_json::{Value, json};

/// What happened in which run. Tests run side by side, so each run has a name: the query string of
/// its request and the `jti` of its token.
static DIARY: Mutex<Vec<(String, &str)>> = Mutex::new(Vec::new());

fn note(run: &str, event: &'static str) {
    DIARY.lock().unwrap().push((run.to_owned(), event));
}

fn diary_of(run: &str) -> Vec<&'static str> {
    let diary = DIARY.lock().unwrap();
    diary
        .iter()
        .filter(|(name, _)| name == run)
        .map(|(_, event)| *event)
        .collect()
}

/// An argument that notes when it is extracted.
struct Noted;

impl FromRequest for Noted {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        note(request.query_string(), "extracted");
        ready(Ok(Self))
    }
}

#[get("/noted")]
#[jwt_required]
async fn noted(_: Noted, request: HttpRequest) -> impl Responder {
    note(request.query_string(), "handled");
    "handled"
}

#[get("/number/{number}")]
#[jwt_required]
async fn number(number: web::Path<u32>) -> impl Responder {
    number.to_string()
}

#[post("/required")]
#[jwt_required]
async fn required(body: web::Json<Value>) -> impl Responder {
    body
}

#[post("/fresh")]
#[fresh_jwt_required]
async fn fresh(body: web::Json<Value>) -> impl Responder {
    body
}

#[post("/refresh")]
#[jwt_refresh_token_required]
async fn refresh(body: web::Json<Value>) -> impl Responder {
    body
}

#[post("/optional")]
#[jwt_optional]
async fn optional(body: web::Json<Value>) -> impl Responder {
    body
}

/// The blocklist takes its time over every token.
static SERVER: LazyLock<Server> = LazyLock::new(|| {
    let jwt = JwtManager::builder(QUART.with_blocklist())
        .token_in_blocklist_loader(|token| async move {
            let run = token.jti().unwrap_or_default().to_owned();
            note(&run, "blocklist asked");
            tokio::task::yield_now().await;
            sleep(Duration::from_millis(5)).await;
            note(&run, "blocklist answered");
            run.starts_with("revoked")
        })
        .build()
        .unwrap();
    Server::with(&jwt, |app| {
        app.service(noted)
            .service(number)
            .service(required)
            .service(fresh)
            .service(refresh)
            .service(optional);
    })
});

fn good_token(endpoint: &str) -> String {
    match endpoint {
        "/refresh" => QUART.token(json!({ "type": "refresh" })),
        _ => QUART.token(json!({})),
    }
}

fn malformed_json(endpoint: &str) -> Request {
    Request::post(endpoint)
        .header("Content-Type", "application/json")
        .body("{ no json")
}

#[test]
fn a_refused_request_with_a_malformed_body_is_told_of_its_token_only() {
    let expired = QUART.token(json!({ "exp": 1 }));
    let revoked = QUART.token(json!({ "jti": "revoked-malformed" }));
    for endpoint in ["/required", "/fresh", "/refresh"] {
        let request = malformed_json(endpoint);
        assert_eq!(SERVER.send(&request).status, 401, "{endpoint}");
        assert_eq!(
            SERVER.send(&request.clone().bearer("garbage")).status,
            422,
            "{endpoint}"
        );
        assert_eq!(
            SERVER.send(&request.bearer(&expired)).status,
            401,
            "{endpoint}"
        );
    }
    for endpoint in ["/required", "/fresh", "/optional"] {
        let answer = SERVER.send(&malformed_json(endpoint).bearer(&revoked));
        assert_eq!(
            answer.json(),
            json!({ "msg": "Token has been revoked" }),
            "{endpoint}"
        );
    }
    let answer = SERVER.send(&malformed_json("/optional").bearer("garbage"));
    assert_eq!(
        answer.status, 422,
        "optional forgives a missing token, not a bad one"
    );
}

#[test]
fn an_accepted_request_with_a_malformed_body_gets_the_extractors_own_answer() {
    for endpoint in ["/required", "/fresh", "/refresh", "/optional"] {
        let token = good_token(endpoint);
        assert_eq!(
            SERVER.send(&malformed_json(endpoint).bearer(&token)).status,
            400,
            "{endpoint}"
        );

        let answer = SERVER.send(&Request::post(endpoint).json(&json!([1])).bearer(&token));
        assert_eq!(
            (answer.status, answer.json()),
            (200, json!([1])),
            "{endpoint}"
        );
    }
    assert_eq!(
        SERVER.send(&malformed_json("/optional")).status,
        400,
        "anonymous is accepted too"
    );
}

#[test]
fn a_refused_request_learns_nothing_from_a_path_that_does_not_parse() {
    let not_a_number = Request::get("/number/seven");
    assert_eq!(SERVER.send(&not_a_number).status, 401);

    let token = QUART.token(json!({}));
    assert_eq!(SERVER.send(&not_a_number.bearer(&token)).status, 404);
    assert_eq!(
        SERVER.send(&Request::get("/number/7").bearer(&token)).body,
        "7"
    );
}

#[test]
fn no_extractor_runs_for_a_refused_request() {
    let wrong_type = QUART.token(json!({ "type": "refresh" }));
    let expired = QUART.token(json!({ "exp": 1 }));
    for (run, credentials) in [
        ("run=missing", ""),
        ("run=garbage", "Bearer garbage"),
        ("run=foreign", "Basic x"),
        ("run=wrong-type", &format!("Bearer {wrong_type}")),
        ("run=expired", &format!("Bearer {expired}")),
    ] {
        let request = Request::get(&format!("/noted?{run}")).header("Authorization", credentials);
        let answer = SERVER.send(&request);
        assert!(matches!(answer.status, 401 | 422), "{run}: {answer:?}");
        assert_eq!(diary_of(run), [""; 0], "{run}");
    }
}

#[test]
fn extractors_wait_for_a_check_that_awaits() {
    for (run, status, events) in [
        (
            "revoked-slowly",
            401,
            &["blocklist asked", "blocklist answered"][..],
        ),
        (
            "good",
            200,
            &[
                "blocklist asked",
                "blocklist answered",
                "extracted",
                "handled",
            ],
        ),
    ] {
        let token = QUART.token(json!({ "jti": run }));
        let answer = SERVER.send(&Request::get(&format!("/noted?{run}")).bearer(token));
        assert_eq!(answer.status, status, "{run}");
        assert_eq!(diary_of(run), events, "{run}");
    }
}

/// Sends the head of a request that promises a body, and leaves the body to the caller.
fn promise_a_body(authorization: &str) -> TcpStream {
    let mut stream = TcpStream::connect(SERVER.address()).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    let head = format!(
        "POST /required HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
         Content-Length: 4\r\n{authorization}\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream
}

fn status_line(mut stream: TcpStream) -> String {
    let mut status = [0; 12];
    stream
        .read_exact(&mut status)
        .expect("an answer comes without the body");
    String::from_utf8_lossy(&status).into_owned()
}

#[test]
fn a_refusal_does_not_wait_for_the_body() {
    assert_eq!(status_line(promise_a_body("")), "HTTP/1.1 401");

    let revoked = QUART.token(json!({ "jti": "revoked-before-body" }));
    let bearer = format!("Authorization: Bearer {revoked}\r\n");
    assert_eq!(status_line(promise_a_body(&bearer)), "HTTP/1.1 401");
}

#[test]
fn the_body_of_an_accepted_request_may_come_late() {
    let token = QUART.token(json!({ "jti": "late-body" }));
    let mut stream = promise_a_body(&format!("Authorization: Bearer {token}\r\n"));
    stream.write_all(b"null").unwrap();
    assert_eq!(status_line(stream), "HTTP/1.1 200");
}
