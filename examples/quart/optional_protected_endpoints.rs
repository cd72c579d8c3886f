//! An endpoint that accepts requests with and without a token, as in Quart-JWT-Extended.
//!
//! `cargo run -p jwt-fresh-examples --example quart_optional_protected_endpoints`

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, create_access_token, get_jwt_identity, jwt_optional,
};
use jwt_fresh_examples::listen_address;
use serde_json::{Value, json};

fn manager() -> Result<JwtManager, ConfigError> {
    JwtManager::new(JwtConfig::quart("super-secret")) // Change this!
}

#[post("/login")]
async fn login(body: web::Json<Value>) -> jwt_fresh::Result<HttpResponse> {
    let text = |name| body[name].as_str().filter(|text| !text.is_empty());
    let refusal = |message| Ok(HttpResponse::BadRequest().json(json!({ "msg": message })));
    let Some(username) = text("username") else {
        return refusal("Missing username parameter");
    };
    let Some(password) = text("password") else {
        return refusal("Missing password parameter");
    };
    if username != "test" || password != "test" {
        return Ok(HttpResponse::Unauthorized().json(json!({ "msg": "Bad username or password" })));
    }

    let access_token = create_access_token(username).encode()?;
    Ok(HttpResponse::Ok().json(json!({ "access_token": access_token })))
}

// Without a token, the identity is null. Only a *missing* token is accepted: an expired, revoked or
// forged one is refused, so that a user is never treated as a guest unnoticed.
#[get("/partially-protected")]
#[jwt_optional]
async fn partially_protected() -> impl Responder {
    let current_user = get_jwt_identity();
    if current_user.is_null() {
        web::Json(json!({ "logged_in_as": "anonymous user" }))
    } else {
        web::Json(json!({ "logged_in_as": current_user }))
    }
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.service(login).service(partially_protected);
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
    use actix_web::test::{self, TestRequest};

    use super::*;

    #[actix_web::test]
    async fn guests_and_users_get_in_but_forgers_do_not() {
        let jwt = manager().unwrap();
        let token = jwt.create_access_token("test").encode().unwrap();
        let app = test::init_service(App::new().wrap(jwt).configure(endpoints)).await;
        let endpoint = || TestRequest::get().uri("/partially-protected");
        let with = |token: &str| {
            let bearer = ("Authorization", format!("Bearer {token}"));
            endpoint().insert_header(bearer).to_request()
        };

        let answer: Value = test::call_and_read_body_json(&app, endpoint().to_request()).await;
        assert_eq!(answer, json!({ "logged_in_as": "anonymous user" }));
        let answer: Value = test::call_and_read_body_json(&app, with(&token)).await;
        assert_eq!(answer, json!({ "logged_in_as": "test" }));
        let forged = test::call_service(&app, with("forged.token.here")).await;
        assert_eq!(forged.status(), 422);
    }
}
