//! The first page of Quart-JWT-Extended: one endpoint that issues a token, and one that requires
//! it.
//!
//! `cargo run -p jwt-fresh-examples --example quart_simple`

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, create_access_token, get_jwt_identity, jwt_required,
};
use jwt_fresh_examples::listen_address;
use serde_json::{Value, json};

// The manager holds the key and the options. Anybody who knows the secret can make tokens, so a
// real application reads it from the environment or a secret store.
fn manager() -> Result<JwtManager, ConfigError> {
    JwtManager::new(JwtConfig::quart("super-secret")) // Change this!
}

// Issues a token for a username and a password. With `Option`, the handler itself responds to a
// body that is not JSON.
#[post("/login")]
async fn login(body: Option<web::Json<Value>>) -> jwt_fresh::Result<HttpResponse> {
    let refusal = |message| Ok(HttpResponse::BadRequest().json(json!({ "msg": message })));
    let Some(body) = body else {
        return refusal("Missing JSON in request");
    };
    let text = |name| body[name].as_str().filter(|text| !text.is_empty());
    let Some(username) = text("username") else {
        return refusal("Missing username parameter");
    };
    let Some(password) = text("password") else {
        return refusal("Missing password parameter");
    };
    if username != "test" || password != "test" {
        return Ok(HttpResponse::Unauthorized().json(json!({ "msg": "Bad username or password" })));
    }

    // The identity can be any value that serializes to JSON.
    let access_token = create_access_token(username).encode()?;
    Ok(HttpResponse::Ok().json(json!({ "access_token": access_token })))
}

// The handler only runs for a request with a valid access token.
#[get("/protected")]
#[jwt_required]
async fn protected() -> impl Responder {
    web::Json(json!({ "logged_in_as": get_jwt_identity() }))
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
    use actix_web::test::{self, TestRequest};

    use super::*;

    #[actix_web::test]
    async fn a_login_opens_the_protected_endpoint() {
        let app = App::new().wrap(manager().unwrap()).configure(endpoints);
        let app = test::init_service(app).await;

        let request = TestRequest::post().uri("/login").to_request();
        let answer: Value = test::call_and_read_body_json(&app, request).await;
        assert_eq!(answer, json!({ "msg": "Missing JSON in request" }));
        let request = TestRequest::post().uri("/login");
        let request = request.set_json(json!({ "username": "test", "password": "test" }));
        let answer: Value = test::call_and_read_body_json(&app, request.to_request()).await;

        let nobody = TestRequest::get().uri("/protected").to_request();
        assert_eq!(test::call_service(&app, nobody).await.status(), 401);
        let bearer = format!("Bearer {}", answer["access_token"].as_str().unwrap());
        let user = TestRequest::get().uri("/protected");
        let user = user.insert_header(("Authorization", bearer)).to_request();
        let answer: Value = test::call_and_read_body_json(&app, user).await;
        assert_eq!(answer, json!({ "logged_in_as": "test" }));
    }
}
