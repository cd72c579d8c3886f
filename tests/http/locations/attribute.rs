//! `locations(..)`: where a handler looks for its token, whatever the manager is configured to.

use actix_web::{Responder, web};
use jwt_fresh::{
    JwtManager, TokenLocation, get_jwt_identity, jwt_optional, jwt_refresh_token_required,
    jwt_required,
};
use jwt_fresh_tests::{ALL, Configuration, NEW, Request, Server};
use serde_json::json;

#[jwt_required(locations("headers"))]
async fn headers() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_required(locations("cookies"))]
async fn cookies() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_optional(locations("query_string"))]
async fn query() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_refresh_token_required(locations("json"))]
async fn json_body() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_required(locations("query_string", "headers"))]
async fn query_then_headers() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_required]
async fn configured() -> impl Responder {
    get_jwt_identity().to_string()
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.route("/headers", web::to(headers))
        .route("/cookies", web::to(cookies))
        .route("/query", web::to(query))
        .route("/json", web::to(json_body))
        .route("/query-then-headers", web::to(query_then_headers))
        .route("/configured", web::to(configured));
}

/// The request with the token in each of the four places.
fn everywhere(of: Configuration, path: &str, token: &str) -> Vec<(&'static str, Request)> {
    let cookie = if of.name == NEW.name {
        "__Host-access_token_cookie"
    } else {
        "access_token_cookie"
    };
    vec![
        ("headers", Request::get(path).bearer(token)),
        (
            "cookies",
            Request::get(path).header("Cookie", format!("{cookie}={token}")),
        ),
        ("query_string", Request::get(&format!("{path}?jwt={token}"))),
        (
            "json",
            Request::post(path).json(&json!({ "access_token": token, "refresh_token": token })),
        ),
    ]
}

#[test]
fn a_handler_looks_where_it_says_and_nowhere_else() {
    for of in ALL {
        for configured in [TokenLocation::Headers, TokenLocation::Json] {
            let config = of.config().token_locations([configured]);
            let server = Server::with(&JwtManager::new(config).unwrap(), endpoints);
            for (endpoint, kind, found, missing) in [
                ("/headers", "access", &["headers"][..], (401, "")),
                ("/cookies", "access", &["cookies"], (401, "")),
                ("/query", "access", &["query_string"], (200, "null")),
                ("/json", "refresh", &["json"], (401, "")),
                (
                    "/query-then-headers",
                    "access",
                    &["query_string", "headers"],
                    (401, ""),
                ),
                ("/configured", "access", &[configured.as_str()], (401, "")),
            ] {
                let token = of.token(json!({ "type": kind }));
                for (place, request) in everywhere(of, endpoint, &token) {
                    let answer = server.send(&request);
                    let case = format!("{} {endpoint}, token in {place}", of.name);
                    if found.contains(&place) {
                        assert_eq!((answer.status, &*answer.body), (200, "test"), "{case}");
                    } else {
                        assert_eq!(answer.status, missing.0, "{case}: {answer:?}");
                        assert!(answer.body.contains(missing.1), "{case}: {answer:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn the_order_is_the_one_that_is_written() {
    let server = Server::with(&JwtManager::new(NEW.config()).unwrap(), endpoints);
    let one = NEW.token(json!({ "sub": "one" }));
    let other = NEW.token(json!({ "sub": "other" }));
    let both = Request::get(&format!("/query-then-headers?jwt={one}")).bearer(&other);
    assert_eq!(server.send(&both).body, "one");
    let missing = server.send(&Request::get("/query-then-headers"));
    assert_eq!(
        missing.json()["msg"],
        "Missing JWT in query_string or headers \
         (Missing 'jwt' query paramater; Missing Authorization Header)"
    );
}

#[test]
fn a_cookie_needs_its_csrf_value_here_too() {
    for of in ALL {
        let server = Server::with(&JwtManager::new(of.config()).unwrap(), endpoints);
        let token = of.token(json!({ "csrf": "value" }));
        let (_, request) = everywhere(of, "/cookies", &token).remove(1);
        assert_eq!(server.send(&request).status, 200, "{}", of.name);
        let cookie = |name: &str| format!("{name}={token}");
        let post = Request::post("/cookies").header(
            "Cookie",
            if of.name == NEW.name {
                cookie("__Host-access_token_cookie")
            } else {
                cookie("access_token_cookie")
            },
        );
        for (csrf, status) in [(None, 401), (Some("other"), 401), (Some("value"), 200)] {
            let request = match csrf {
                None => post.clone(),
                Some(csrf) => post.clone().header("X-CSRF-TOKEN", csrf),
            };
            assert_eq!(server.send(&request).status, status, "{} {csrf:?}", of.name);
        }
    }
}
