//! G4: a 403 could not be in the app's own words, and an error of `verify` was always an opaque 500.

use std::{fmt, io};

use actix_web::{HttpResponse, Responder, ResponseError, http::StatusCode, web};
use jwt_fresh::{Caller, JwtError, JwtManager, RejectedToken, jwt_required};
use jwt_fresh_tests::{ALL, LogBook, NEW, QUART, Request, Response, Server};
use serde_json::json;

/// An error of the app's own.
#[derive(Debug)]
struct Refusal(u16);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "our own refusal {}", self.0)
    }
}

impl ResponseError for Refusal {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.0).unwrap()
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::build(self.status_code())
            .insert_header(("Retry-After", "7"))
            .json(json!({ "code": self.0 }))
    }
}

/// Refuses with the status in the path.
fn refuses(caller: &Caller) -> Result<bool, Refusal> {
    match caller.request().match_info().query("status") {
        "yes" => Ok(true),
        "no" => Ok(false),
        status => Err(Refusal(status.parse().unwrap_or(500))),
    }
}

async fn refuses_in_time(caller: &Caller) -> Result<(), actix_web::Error> {
    actix_web::rt::task::yield_now().await;
    match refuses(caller) {
        Ok(true) => Ok(()),
        Ok(false) => Err(JwtError::permission_denied(caller.token().clone()).into()),
        Err(refusal) => Err(refusal.into()),
    }
}

/// Errors that are no response of the app's own, although actix-web would make one of them.
fn fails(caller: &Caller) -> Result<bool, actix_web::Error> {
    match caller.request().match_info().query("status") {
        "io" => Err(io::Error::new(io::ErrorKind::NotFound, "password of the db").into()),
        "json" => Err(serde_json::from_str::<u8>("{").unwrap_err().into()),
        _ => {
            let error: Box<dyn std::error::Error> = "password of the db".into();
            Err(error.into())
        }
    }
}

#[jwt_required(verify = refuses)]
async fn at_once() -> impl Responder {
    "in"
}

#[jwt_required(verify = refuses_in_time)]
async fn in_time() -> impl Responder {
    "in"
}

#[jwt_required(verify = fails)]
async fn failing() -> impl Responder {
    "in"
}

#[jwt_required(roles("admin"))]
async fn admin() -> impl Responder {
    "in"
}

#[jwt_required(scopes("read", "write"))]
async fn scopes() -> impl Responder {
    "in"
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.route("/at-once/{status}", web::get().to(at_once))
        .route("/in-time/{status}", web::get().to(in_time))
        .route("/fails/{status}", web::get().to(failing))
        .route("/admin", web::get().to(admin))
        .route("/scopes", web::get().to(scopes));
}

async fn forbidden(token: RejectedToken) -> HttpResponse {
    let path = token.request().map(|request| request.path().to_owned());
    HttpResponse::Forbidden().json(json!({
        "why": token.error().to_string(), "who": token.identity(), "path": path,
    }))
}

#[test]
fn a_403_can_be_in_the_words_of_the_app() {
    for of in ALL {
        let jwt = JwtManager::builder(of.config()).forbidden_loader(forbidden);
        let server = Server::with(&jwt.build().unwrap(), endpoints);
        let plain = Server::with(&JwtManager::new(of.config()).unwrap(), endpoints);
        for (path, why) in [
            ("/admin", "Missing role"),
            ("/scopes", "Missing scope"),
            ("/at-once/no", "Permission denied"),
            ("/in-time/no", "Permission denied"),
        ] {
            let request = Request::get(path).bearer(of.token(json!({})));
            let answer = server.send(&request);
            let expected = json!({ "why": why, "who": "test", "path": path });
            assert_eq!(
                (answer.status, answer.json()),
                (403, expected),
                "{}",
                of.name
            );
            let challenge =
                |answer: &Response| answer.header("www-authenticate").map(str::to_owned);
            let default = plain.send(&request);
            assert_eq!(
                (default.status, default.json()),
                (403, json!({ "msg": why }))
            );
            assert_eq!(
                challenge(&answer),
                challenge(&default),
                "{} {path}",
                of.name
            );
        }
        // A refusal of another kind has its own loader.
        assert_eq!(server.send(&Request::get("/admin")).status, 401);
    }
}

#[test]
fn an_error_of_the_app_is_the_response() {
    let log = LogBook::open();
    for of in ALL {
        let jwt = JwtManager::builder(of.config()).forbidden_loader(forbidden);
        let server = Server::with(&jwt.build().unwrap(), endpoints);
        let token = of.token(json!({}));
        let send = |path: &str| server.send(&Request::get(path).bearer(&token));
        for endpoint in ["at-once", "in-time"] {
            assert_eq!(send(&format!("/{endpoint}/yes")).status, 200, "{endpoint}");
            for status in [402, 403, 404, 451, 503] {
                let answer = send(&format!("/{endpoint}/{status}"));
                assert_eq!(
                    (answer.status, answer.json()),
                    (status, json!({ "code": status })),
                    "{} {endpoint}",
                    of.name
                );
                assert_eq!(answer.header("retry-after"), Some("7"));
                assert_eq!(answer.header("cache-control"), Some("no-store"));
            }
            // It can't say that the request was accepted.
            for status in [200, 204, 303, 304] {
                let answer = send(&format!("/{endpoint}/{status}"));
                assert_eq!(
                    (answer.status, &*answer.body),
                    (500, r#"{"msg":"Internal Server Error"}"#),
                    "{} {endpoint} {status}",
                    of.name
                );
            }
        }
    }
    for text in [
        "our own refusal 503",
        "it rejects a request with the status 304",
    ] {
        let lines = log.lines_with(text);
        assert!(!lines.is_empty(), "{text}");
        assert!(
            lines.iter().all(|line| line.starts_with("ERROR")),
            "{lines:?}"
        );
    }
    assert!(log.lines_with("our own refusal 403").is_empty());
}

#[test]
fn an_error_of_a_library_stays_opaque() {
    let log = LogBook::open();
    for of in [NEW, QUART] {
        let server = Server::with(&JwtManager::new(of.config()).unwrap(), endpoints);
        for error in ["io", "json", "boxed"] {
            let request = Request::get(&format!("/fails/{error}")).bearer(of.token(json!({})));
            let answer = server.send(&request);
            assert_eq!(
                (answer.status, &*answer.body),
                (500, r#"{"msg":"Internal Server Error"}"#),
                "{} {error}",
                of.name
            );
        }
    }
    assert!(!log.lines_with("password of the db").is_empty());
}
