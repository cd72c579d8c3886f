//! An endpoint that accepts requests with and without a token, as in Flask-JWT-Extended:
//! `#[jwt_required(optional)]`.
//!
//! `cargo run -p jwt-fresh-examples --example flask_optional_protected_endpoints`

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{ConfigError, Identity, JwtConfig, JwtManager, create_access_token, jwt_required};
use jwt_fresh_examples::listen_address;
use serde_json::{Value, json};

fn manager() -> Result<JwtManager, ConfigError> {
    JwtManager::new(JwtConfig::flask("super-secret")) // Change this!
}

#[post("/login")]
async fn login(body: web::Json<Value>) -> jwt_fresh::Result<HttpResponse> {
    let username = &body["username"];
    let password = &body["password"];
    if username != "test" || password != "test" {
        return Ok(HttpResponse::Unauthorized().json(json!({ "msg": "Bad username or password" })));
    }

    let access_token = create_access_token(username).encode()?;
    Ok(HttpResponse::Ok().json(json!({ "access_token": access_token })))
}

// Python's `@jwt_required(optional=True)`. The argument is what `get_jwt_identity()` returns: null
// without a token.
#[get("/optionally_protected")]
#[jwt_required(optional)]
async fn optionally_protected(current_identity: Identity) -> impl Responder {
    if current_identity.is_null() {
        web::Json(json!({ "logged_in_as": "anonymous user" }))
    } else {
        web::Json(json!({ "logged_in_as": current_identity }))
    }
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.service(login).service(optionally_protected);
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let jwt = manager()?;

    HttpServer::new(move || App::new().wrap(jwt.clone()).configure(endpoints))
        .bind(listen_address()?)?
        .run()
        .await
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use actix_web::test::{self, TestRequest};

    use super::*;

    #[actix_web::test]
    async fn an_expired_token_does_not_make_a_guest() {
        let jwt = manager().unwrap();
        let token = jwt.create_access_token("test").encode().unwrap();
        let expired = jwt
            .create_access_token("test")
            .expires_at(SystemTime::UNIX_EPOCH);
        let expired = expired.encode().unwrap();
        let app = test::init_service(App::new().wrap(jwt).configure(endpoints)).await;
        let endpoint = || TestRequest::get().uri("/optionally_protected");
        let with = |token: &str| {
            let bearer = ("Authorization", format!("Bearer {token}"));
            endpoint().insert_header(bearer).to_request()
        };

        let answer: Value = test::call_and_read_body_json(&app, endpoint().to_request()).await;
        assert_eq!(answer, json!({ "logged_in_as": "anonymous user" }));
        let answer: Value = test::call_and_read_body_json(&app, with(&token)).await;
        assert_eq!(answer, json!({ "logged_in_as": "test" }));
        assert_eq!(test::call_service(&app, with(&expired)).await.status(), 401);
    }
}
