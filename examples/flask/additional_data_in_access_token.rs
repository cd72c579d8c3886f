//! Custom claims for a single token, as in Flask-JWT-Extended.
//!
//! `cargo run -p jwt-fresh-examples --example flask_additional_data_in_access_token`

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{ConfigError, JwtConfig, JwtManager, create_access_token, get_jwt, jwt_required};
use jwt_fresh_examples::listen_address;
use serde_json::{Value, json};

fn manager() -> Result<JwtManager, ConfigError> {
    JwtManager::new(JwtConfig::flask("super-secret")) // Change this!
}

// The claims are added at the top level of the token, next to the library's. As in Flask, they can
// replace those (`JwtConfig::new` refuses that), so don't use names that a client sent.
#[post("/login")]
async fn login(body: web::Json<Value>) -> jwt_fresh::Result<HttpResponse> {
    let username = &body["username"];
    let password = &body["password"];
    if username != "test" || password != "test" {
        return Ok(HttpResponse::Unauthorized().json(json!({ "msg": "Bad username or password" })));
    }

    let additional_claims = json!({ "aud": "some_audience", "foo": "bar" });
    let access_token = create_access_token(username).claims(additional_claims);
    Ok(HttpResponse::Ok().json(json!({ "access_token": access_token.encode()? })))
}

#[get("/protected")]
#[jwt_required]
async fn protected() -> impl Responder {
    let claims = get_jwt();
    web::Json(json!({ "foo": claims["foo"] }))
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
    async fn the_claims_stand_at_the_top_level() {
        let jwt = manager().unwrap();
        let app = App::new().wrap(jwt.clone()).configure(endpoints);
        let app = test::init_service(app).await;
        let request = TestRequest::post().uri("/login");
        let request = request.set_json(json!({ "username": "test", "password": "test" }));
        let answer: Value = test::call_and_read_body_json(&app, request.to_request()).await;
        let token = answer["access_token"].as_str().unwrap();
        let claims = jwt.decode_token(token).unwrap().claims().clone();
        assert_eq!(claims["aud"], "some_audience");

        let user = TestRequest::get().uri("/protected");
        let user = user.insert_header(("Authorization", format!("Bearer {token}")));
        let answer: Value = test::call_and_read_body_json(&app, user.to_request()).await;
        assert_eq!(answer, json!({ "foo": "bar" }));
    }
}
