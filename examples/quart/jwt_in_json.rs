//! A token in the JSON body, as in Quart-JWT-Extended.
//!
//! `cargo run -p jwt-fresh-examples --example quart_jwt_in_json`

use actix_web::{App, HttpResponse, HttpServer, Responder, post, route, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, TokenLocation, create_access_token, jwt_required,
};
use jwt_fresh_examples::listen_address;
use serde_json::{Value, json};

// The key is `access_token`, or `refresh_token` for a refresh token; `json_key` and
// `refresh_json_key` rename them.
fn manager() -> Result<JwtManager, ConfigError> {
    let config = JwtConfig::quart("super-secret") // Change this!
        .token_locations([TokenLocation::Json]);
    JwtManager::new(config)
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

// The body can still be extracted here, with `web::Json<T>` as an argument. A GET request usually
// has no body, so it is refused.
#[route("/protected", method = "GET", method = "POST")]
#[jwt_required]
async fn protected() -> impl Responder {
    web::Json(json!({ "foo": "bar" }))
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
    async fn the_token_is_taken_from_the_body() {
        let app = App::new().wrap(manager().unwrap()).configure(endpoints);
        let app = test::init_service(app).await;
        let request = TestRequest::post().uri("/login");
        let request = request.set_json(json!({ "username": "test", "password": "test" }));
        let tokens: Value = test::call_and_read_body_json(&app, request.to_request()).await;

        let user = TestRequest::post().uri("/protected").set_json(&tokens);
        let answer: Value = test::call_and_read_body_json(&app, user.to_request()).await;
        assert_eq!(answer, json!({ "foo": "bar" }));

        let header = (
            "Authorization",
            format!("Bearer {}", tokens["access_token"]),
        );
        for nobody in [
            TestRequest::get().uri("/protected"),
            TestRequest::post().uri("/protected").set_json(json!({})),
            TestRequest::get().uri("/protected").insert_header(header),
        ] {
            let response = test::call_service(&app, nobody.to_request()).await;
            assert_eq!(response.status(), 401);
        }
    }
}
