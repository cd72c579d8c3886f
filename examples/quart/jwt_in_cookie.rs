//! Tokens in cookies without CSRF protection, as in Quart-JWT-Extended.
//!
//! The browser stores the tokens where scripts can't read them, and sends them by itself, also with
//! requests that another site starts. `SameSite` is the only protection against that here. Prefer
//! `csrf_protection_with_cookies.rs`, which has both.
//!
//! `cargo run -p jwt-fresh-examples --example quart_jwt_in_cookie`

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, SameSite, TokenLocation, create_access_token,
    create_refresh_token, get_jwt_identity, jwt_refresh_token_required, jwt_required,
    set_access_cookies, set_refresh_cookies, unset_jwt_cookies,
};
use jwt_fresh_examples::listen_address;
use serde_json::{Value, json};

// The paths restrict each token to the endpoints that need it.
fn manager() -> Result<JwtManager, ConfigError> {
    let config = JwtConfig::quart("super-secret") // Change this!
        .token_locations([TokenLocation::Cookies])
        .cookie_csrf_protect(false) // Almost always a mistake; see above.
        .cookie_same_site(SameSite::Strict) // Not in the Python page.
        .cookie_secure(false) // For http on localhost; `true` in production.
        .access_cookie_path("/api/")
        .refresh_cookie_path("/token/refresh");
    JwtManager::new(config)
}

#[post("/token/auth")]
async fn login(body: web::Json<Value>) -> jwt_fresh::Result<HttpResponse> {
    let username = &body["username"];
    let password = &body["password"];
    if username != "test" || password != "test" {
        return Ok(HttpResponse::Unauthorized().json(json!({ "login": false })));
    }

    let mut response = HttpResponse::Ok();
    set_access_cookies(&mut response, &create_access_token(username).encode()?)?;
    set_refresh_cookies(&mut response, &create_refresh_token(username).encode()?)?;
    Ok(response.json(json!({ "login": true })))
}

#[post("/token/refresh")]
#[jwt_refresh_token_required]
async fn refresh() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok();
    set_access_cookies(
        &mut response,
        &create_access_token(get_jwt_identity()).encode()?,
    )?;
    Ok(response.json(json!({ "refresh": true })))
}

// Scripts can't delete these cookies, so the server does. A copy of the tokens is valid until they
// expire: `blacklist.rs` shows how to revoke them.
#[post("/token/remove")]
async fn logout() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok();
    unset_jwt_cookies(&mut response)?;
    Ok(response.json(json!({ "logout": true })))
}

#[get("/api/example")]
#[jwt_required]
async fn protected() -> impl Responder {
    web::Json(json!({ "hello": format!("from {}", get_jwt_identity()) }))
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.service(login)
        .service(refresh)
        .service(logout)
        .service(protected);
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
    async fn the_cookie_opens_the_endpoint() {
        let app = App::new().wrap(manager().unwrap()).configure(endpoints);
        let app = test::init_service(app).await;
        let request = TestRequest::post().uri("/token/auth");
        let request = request.set_json(json!({ "username": "test", "password": "test" }));
        let response = test::call_service(&app, request.to_request()).await;
        let cookies: Vec<_> = response.response().cookies().collect();
        let [access_cookie, refresh_cookie] = cookies.as_slice() else {
            panic!("{cookies:?}")
        };
        assert_eq!(
            (access_cookie.path(), refresh_cookie.path()),
            (Some("/api/"), Some("/token/refresh"))
        );
        assert!(
            cookies
                .iter()
                .all(|cookie| cookie.http_only() == Some(true))
        );

        let user = TestRequest::get()
            .uri("/api/example")
            .cookie(access_cookie.clone());
        let answer: Value = test::call_and_read_body_json(&app, user.to_request()).await;
        assert_eq!(answer, json!({ "hello": "from test" }));
        let user = TestRequest::post()
            .uri("/token/refresh")
            .cookie(refresh_cookie.clone());
        let answer: Value = test::call_and_read_body_json(&app, user.to_request()).await;
        assert_eq!(answer, json!({ "refresh": true }));
    }
}
