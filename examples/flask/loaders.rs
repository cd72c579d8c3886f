//! A custom response for expired tokens, as in Flask-JWT-Extended.
//!
//! `cargo run -p jwt-fresh-examples --example flask_loaders`

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, RejectedToken, create_access_token, jwt_required,
};
use jwt_fresh_examples::listen_address;
use serde_json::json;

// A callback is any async function. In Flask it receives the header and the claims; here it
// receives a token with both, `token.header()` and `token.claims()`.
async fn expired(_token: RejectedToken) -> HttpResponse {
    HttpResponse::Unauthorized().json(json!({ "code": "dave", "err": "I can't let you do that" }))
}

fn manager() -> Result<JwtManager, ConfigError> {
    JwtManager::builder(JwtConfig::flask("super-secret")) // Change this!
        .expired_token_loader(expired)
        .build()
}

// Issues a token without a password, to keep the page short. A real login checks one first.
#[post("/login")]
async fn login() -> jwt_fresh::Result<impl Responder> {
    let access_token = create_access_token("example_user").encode()?;
    Ok(web::Json(json!({ "access_token": access_token })))
}

#[get("/protected")]
#[jwt_required]
async fn protected() -> impl Responder {
    web::Json(json!({ "hello": "world" }))
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.service(login).service(protected);
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
    use serde_json::Value;

    use super::*;

    #[actix_web::test]
    async fn an_expired_token_gets_our_own_answer() {
        let jwt = manager().unwrap();
        let expired = jwt
            .create_access_token("test")
            .expires_at(SystemTime::UNIX_EPOCH);
        let bearer = format!("Bearer {}", expired.encode().unwrap());
        let app = test::init_service(App::new().wrap(jwt).configure(endpoints)).await;

        let user = TestRequest::get().uri("/protected");
        let user = user.insert_header(("Authorization", bearer)).to_request();
        let response = test::call_service(&app, user).await;
        assert_eq!(response.status(), 401);
        let answer: Value = test::read_body_json(response).await;
        assert_eq!(answer["code"], "dave");
    }
}
