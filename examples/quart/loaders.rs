//! A custom response for expired tokens, as in Quart-JWT-Extended.
//!
//! `cargo run -p jwt-fresh-examples --example quart_loaders`

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{ConfigError, JwtConfig, JwtManager, create_access_token, jwt_required};
use jwt_fresh_examples::listen_address;
use serde_json::{Value, json};

// Each kind of refusal has its own callback. This one is for expired tokens: the signature was
// valid, so the identity is known, but the request is not authenticated.
fn manager() -> Result<JwtManager, ConfigError> {
    JwtManager::builder(JwtConfig::quart("super-secret")) // Change this!
        .expired_token_loader(|token| async move {
            HttpResponse::Unauthorized().json(json!({
                "status": 401,
                "sub_status": 42,
                "msg": format!("The {} token has expired", token.token_type()),
            }))
        })
        .build()
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
        assert_eq!(answer["sub_status"], 42);
        assert_eq!(answer["msg"], "The access token has expired");
    }
}
