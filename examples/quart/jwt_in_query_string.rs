//! A token in the query string, as in Quart-JWT-Extended: for links, which can't have a header.
//!
//! Use another location if you can. A URL, and the token with it, ends up in the browser's history,
//! in the logs of servers and proxies, and in `Referer` headers.
//!
//! `cargo run -p jwt-fresh-examples --example quart_jwt_in_query_string`

use std::time::Duration;

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, TokenLocation, create_access_token, jwt_required,
};
use jwt_fresh_examples::listen_address;
use serde_json::{Value, json};

// The parameter is `jwt`; `query_string_name` renames it.
fn manager() -> Result<JwtManager, ConfigError> {
    let config = JwtConfig::quart("super-secret") // Change this!
        .token_locations([TokenLocation::QueryString])
        .access_token_expires(Duration::from_secs(5 * 60)); // Logs keep the URL for longer.
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

// Called as `/protected?jwt=<token>`.
#[get("/protected")]
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
    async fn the_token_is_taken_from_the_url() {
        let app = App::new().wrap(manager().unwrap()).configure(endpoints);
        let app = test::init_service(app).await;
        let request = TestRequest::post().uri("/login");
        let request = request.set_json(json!({ "username": "test", "password": "test" }));
        let answer: Value = test::call_and_read_body_json(&app, request.to_request()).await;

        let uri = format!(
            "/protected?jwt={}",
            answer["access_token"].as_str().unwrap()
        );
        let response = test::call_service(&app, TestRequest::with_uri(&uri).to_request()).await;
        assert_eq!(response.status(), 200);
        // Shared caches must not store a response that belongs to one user.
        let cache_control = response.headers().get("Cache-Control").unwrap();
        assert_eq!(cache_control, "private");

        let nobody = TestRequest::get().uri("/protected").to_request();
        assert_eq!(test::call_service(&app, nobody).await.status(), 401);
    }
}
