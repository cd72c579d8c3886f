//! The first page of Flask-JWT-Extended: one endpoint that issues a token, and one that requires
//! it.
//!
//! `cargo run -p jwt-fresh-examples --example flask_simple`

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, create_access_token, get_jwt_identity, jwt_required,
};
use jwt_fresh_examples::listen_address;
use serde_json::{Value, json};

// `JwtConfig::flask` stores the identity in the claim `sub`, and has the responses of the library.
fn manager() -> Result<JwtManager, ConfigError> {
    JwtManager::new(JwtConfig::flask("super-secret")) // Change this!
}

// Issues a token for a username and a password.
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

// Python's `@jwt_required()`. The order of the two attributes does not matter: the endpoint is also
// protected with `#[jwt_required]` above `#[get]`.
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
    async fn the_right_password_opens_the_protected_endpoint() {
        let app = App::new().wrap(manager().unwrap()).configure(endpoints);
        let app = test::init_service(app).await;
        let log_in = |password| {
            let body = json!({ "username": "test", "password": password });
            TestRequest::post()
                .uri("/login")
                .set_json(body)
                .to_request()
        };
        assert_eq!(
            test::call_service(&app, log_in("guess")).await.status(),
            401
        );
        let answer: Value = test::call_and_read_body_json(&app, log_in("test")).await;

        let bearer = format!("Bearer {}", answer["access_token"].as_str().unwrap());
        let user = TestRequest::get().uri("/protected");
        let user = user.insert_header(("Authorization", bearer)).to_request();
        let answer: Value = test::call_and_read_body_json(&app, user).await;
        assert_eq!(answer, json!({ "logged_in_as": "test" }));
    }
}
