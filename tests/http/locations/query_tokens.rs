//! A token in the query string is a token in caches: only the user's own may keep the answer (RFC
//! 6750 section 2.3).

use actix_web::{HttpResponse, Responder, get, http::header, web};
use jwt_fresh::{
    JwtManager,
    TokenLocation::{Headers, QueryString},
    fresh_jwt_required, jwt_optional, jwt_required,
};
use jwt_fresh_tests::{ALL, Configuration, LogBook, Request, Response, SECRET, Server};
use serde_json::json;

#[get("/protected")]
#[jwt_required]
async fn protected() -> impl Responder {
    "protected"
}

#[fresh_jwt_required]
#[get("/fresh")]
async fn fresh() -> impl Responder {
    "fresh"
}

#[get("/optional")]
#[jwt_optional]
async fn optional() -> impl Responder {
    "optional"
}

#[get("/missing")]
#[jwt_required]
async fn missing() -> impl Responder {
    HttpResponse::NotFound()
}

#[get("/secret")]
#[jwt_required]
async fn secret() -> impl Responder {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.service(protected)
        .service(fresh)
        .service(optional)
        .service(missing)
        .service(secret);
}

/// Sends a request to each configuration's server.
fn send_everywhere(request: fn(Configuration) -> Request, check: fn(Response)) {
    for of in ALL {
        let config = of.config().token_locations([Headers, QueryString]);
        let server = Server::with(&JwtManager::new(config).unwrap(), endpoints);
        check(server.send(&request(of)));
    }
}

fn with_token(path: &str, of: Configuration) -> Request {
    Request::get(&format!("{path}?jwt={}", of.token(json!({}))))
}

#[test]
fn the_answer_to_a_token_in_the_query_is_private() {
    for request in [
        |of: Configuration| with_token("/protected", of),
        |of: Configuration| with_token("/fresh", of),
        |of: Configuration| with_token("/optional", of),
    ] {
        send_everywhere(request, |answer| {
            assert_eq!(answer.status, 200);
            assert_eq!(answer.header("Cache-Control"), Some("private"));
        });
    }
}

#[test]
fn an_error_of_the_handler_is_private_too() {
    send_everywhere(
        |of: Configuration| with_token("/missing", of),
        |answer| {
            assert_eq!(answer.status, 404);
            assert_eq!(answer.header("Cache-Control"), Some("private"));
        },
    );
}

#[test]
fn what_the_handler_says_of_caches_is_left_alone() {
    send_everywhere(
        |of: Configuration| with_token("/secret", of),
        |answer| assert_eq!(answer.header("Cache-Control"), Some("no-store")),
    );
}

#[test]
fn the_answer_to_any_other_request_says_nothing_of_caches() {
    for request in [
        |of: Configuration| Request::get("/protected").bearer(of.token(json!({}))),
        |_| Request::get("/optional"),
    ] {
        send_everywhere(request, |answer| {
            assert_eq!(answer.status, 200);
            assert_eq!(answer.header("Cache-Control"), None);
        });
    }
}

#[test]
fn a_token_in_the_query_is_not_logged() {
    let log = LogBook::open();
    send_everywhere(
        |of: Configuration| {
            let token = of.token(json!({ "exp": 1, "jti": "the-logged-one" }));
            Request::get(&format!("/protected?jwt={token}"))
        },
        |answer| assert_eq!(answer.status, 401),
    );
    // `eyJ` is how the base64 of each JSON object begins.
    for told in ["eyJ", "the-logged-one", SECRET] {
        assert_eq!(log.lines_with(told), [""; 0]);
    }
}
