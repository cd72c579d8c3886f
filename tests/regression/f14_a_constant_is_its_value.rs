//! F14: `roles(ADMIN)` was told to write `"ADMIN"`, which is another role than the constant's.

use actix_web::{Responder, get};
use jwt_fresh::{JwtManager, jwt_required};
use jwt_fresh_tests::{NEW, Request, Server, now};
use serde_json::json;

const ADMIN: &str = "admin";
const WINDOW: &str = "2m";
const READ: &str = "read";
const QUERY: &str = "query_string";

#[get("/constants")]
#[jwt_required(roles(ADMIN), scopes(any(READ, "all")), max_age = WINDOW, locations(QUERY))]
async fn constants() -> impl Responder {
    "hello"
}

#[get("/literals")]
#[jwt_required(
    roles("admin"),
    scopes(any("read", "all")),
    max_age = "2m",
    locations("query_string")
)]
async fn literals() -> impl Responder {
    "hello"
}

#[test]
fn a_constant_requires_what_its_literal_requires() {
    let jwt = JwtManager::new(NEW.config()).unwrap();
    let server = Server::with(&jwt, |app| {
        app.service(constants).service(literals);
    });
    for (roles, scope, ago, status) in [
        ("admin", "read", 60, 200),
        ("ADMIN", "read", 60, 403),
        ("admin", "READ", 60, 403),
        ("admin", "read", 180, 401),
    ] {
        let token = NEW.token(json!({
            "fresh": false, "roles": [roles], "scope": scope, "auth_time": now() - ago,
        }));
        for path in ["/constants", "/literals"] {
            let answer = server.send(&Request::get(&format!("{path}?jwt={token}")));
            assert_eq!(answer.status, status, "{path} {roles} {scope}: {answer:?}");
            let answer = server.send(&Request::get(path).bearer(&token));
            assert_eq!(answer.status, 401, "{path} in the header: {answer:?}");
        }
    }
}
