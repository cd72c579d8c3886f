//! `verify_type = false` and `skip_revocation_check`: a handler that asks for less, and for no less
//! than it says.

use std::io;

use actix_web::{Responder, web};
use jwt_fresh::{
    JwtManager, fresh_jwt_required, get_jwt_identity, jwt_optional, jwt_refresh_token_required,
    jwt_required,
};
use jwt_fresh_tests::{ALL, Request, Server};
use serde_json::json;

#[jwt_required(verify_type = false)]
async fn any_type() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_optional(verify_type = false)]
async fn any_type_or_none() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_required(skip_revocation_check)]
async fn revoked_too() -> impl Responder {
    get_jwt_identity().to_string()
}

#[fresh_jwt_required(skip_revocation_check)]
async fn fresh_revoked_too() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_refresh_token_required(skip_revocation_check)]
async fn refresh_revoked_too() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_optional(skip_revocation_check)]
async fn optional_revoked_too() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_required]
async fn plain() -> impl Responder {
    get_jwt_identity().to_string()
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.route("/any-type", web::to(any_type))
        .route("/any-type-or-none", web::to(any_type_or_none))
        .route("/revoked-too", web::to(revoked_too))
        .route("/fresh-revoked-too", web::to(fresh_revoked_too))
        .route("/refresh-revoked-too", web::to(refresh_revoked_too))
        .route("/optional-revoked-too", web::to(optional_revoked_too))
        .route("/plain", web::to(plain));
}

/// A server whose blocklist knows one revoked token, and fails for another.
fn start(of: jwt_fresh_tests::Configuration) -> Server {
    let jwt = JwtManager::builder(of.with_blocklist())
        .token_in_blocklist_loader(|token| async move {
            match token.jti() {
                Some("store down") => Err(io::Error::other("down")),
                jti => Ok(jti == Some("revoked")),
            }
        })
        .build()
        .unwrap();
    Server::with(&jwt, endpoints)
}

#[test]
fn access_and_refresh_tokens_are_let_in_alike_and_nothing_else_is() {
    for of in ALL {
        let server = start(of);
        for endpoint in ["/any-type", "/any-type-or-none"] {
            for (token, status) in [
                (of.token(json!({})), 200),
                (of.token(json!({ "fresh": false })), 200),
                (of.token(json!({ "type": "refresh", "fresh": false })), 200),
                (of.token(json!({ "type": "other" })), 422),
                (of.token(json!({ "type": "refresh", "exp": 1 })), 401),
                (of.token(json!({ "jti": "revoked" })), 401),
                (
                    of.token(json!({ "type": "refresh", "jti": "revoked" })),
                    401,
                ),
                (of.forged_token(json!({})), 422),
            ] {
                let answer = server.send(&Request::get(endpoint).bearer(token));
                assert_eq!(answer.status, status, "{} {endpoint}: {answer:?}", of.name);
            }
        }
        assert_eq!(server.send(&Request::get("/any-type")).status, 401);
        assert_eq!(server.send(&Request::get("/any-type-or-none")).status, 200);
    }
}

#[test]
fn a_revoked_token_is_let_in_only_where_the_check_is_skipped() {
    for of in ALL {
        let server = start(of);
        for (endpoint, kind) in [
            ("/revoked-too", "access"),
            ("/fresh-revoked-too", "access"),
            ("/refresh-revoked-too", "refresh"),
            ("/optional-revoked-too", "access"),
        ] {
            for jti in ["revoked", "store down", "good"] {
                let token = of.token(json!({ "jti": jti, "type": kind }));
                let answer = server.send(&Request::get(endpoint).bearer(token));
                let case = format!("{} {endpoint} {jti}", of.name);
                assert_eq!((answer.status, &*answer.body), (200, "test"), "{case}");
            }
            // All else is checked as ever.
            let other_kind = if kind == "access" {
                "refresh"
            } else {
                "access"
            };
            for changes in [
                json!({ "jti": "revoked", "type": other_kind }),
                json!({ "jti": "revoked", "type": kind, "exp": 1 }),
            ] {
                let answer = server.send(&Request::get(endpoint).bearer(of.token(changes)));
                assert_ne!(answer.status, 200, "{} {endpoint}", of.name);
            }
        }
        let stale = of.token(json!({ "jti": "revoked", "fresh": false }));
        let answer = server.send(&Request::get("/fresh-revoked-too").bearer(stale));
        assert_eq!(answer.json(), json!({ "msg": "Fresh token required" }));
        for (jti, status) in [("revoked", 401), ("store down", 503), ("good", 200)] {
            let answer =
                server.send(&Request::get("/plain").bearer(of.token(json!({ "jti": jti }))));
            assert_eq!(answer.status, status, "{} {jti}", of.name);
        }
    }
}
