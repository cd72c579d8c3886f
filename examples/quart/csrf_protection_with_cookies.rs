//! Tokens in cookies with CSRF protection by double submit, as in Quart-JWT-Extended.
//!
//! Each token contains a random value. The server also sets it as a cookie that scripts of this
//! site can read, and scripts of other sites can't. A request that changes something has to repeat
//! the value in the header `X-CSRF-TOKEN`.
//!
//! `cargo run -p jwt-fresh-examples --example quart_csrf_protection_with_cookies`

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, TokenLocation, create_access_token, create_refresh_token,
    get_jwt_identity, jwt_refresh_token_required, jwt_required, set_access_cookies,
    set_refresh_cookies, unset_jwt_cookies,
};
use jwt_fresh_examples::listen_address;
use serde_json::{Value, json};

// `JwtConfig::new` defaults to `Secure`, to `SameSite=Lax` and, where the path is `/`, to names
// that begin with `__Host-`.
fn manager() -> Result<JwtManager, ConfigError> {
    let config = JwtConfig::quart("super-secret") // Change this!
        .token_locations([TokenLocation::Cookies])
        .cookie_csrf_protect(true) // The default.
        .cookie_secure(false) // For http on localhost; `true` in production.
        .access_cookie_path("/api/")
        .refresh_cookie_path("/token/refresh");
    JwtManager::new(config)
}

// Sets four cookies: the two tokens, which scripts can't read, and their CSRF values.
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

// Requires the value of the cookie `csrf_refresh_token` in the header.
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

// Scripts can't delete the tokens' cookies, so the server does. A copy of the tokens is valid until
// they expire: `blacklist.rs` shows how to revoke them.
#[post("/token/remove")]
async fn logout() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok();
    unset_jwt_cookies(&mut response)?;
    Ok(response.json(json!({ "logout": true })))
}

// A GET request needs no CSRF value, so it must not change anything.
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
    async fn a_forged_request_is_refused() {
        let app = App::new().wrap(manager().unwrap()).configure(endpoints);
        let app = test::init_service(app).await;
        let request = TestRequest::post().uri("/token/auth");
        let request = request.set_json(json!({ "username": "test", "password": "test" }));
        let response = test::call_service(&app, request.to_request()).await;
        let cookie = |name| {
            let mut cookies = response.response().cookies();
            cookies.find(|cookie| cookie.name() == name).unwrap()
        };

        let read = TestRequest::get()
            .uri("/api/example")
            .cookie(cookie("access_token_cookie"));
        let answer: Value = test::call_and_read_body_json(&app, read.to_request()).await;
        assert_eq!(answer, json!({ "hello": "from test" }));

        let to_refresh = || {
            let request = TestRequest::post().uri("/token/refresh");
            request.cookie(cookie("refresh_token_cookie"))
        };
        let forged = test::call_service(&app, to_refresh().to_request()).await;
        assert_eq!(forged.status(), 401);
        let csrf = (
            "X-CSRF-TOKEN",
            cookie("csrf_refresh_token").value().to_owned(),
        );
        let ours = to_refresh().insert_header(csrf).to_request();
        let answer: Value = test::call_and_read_body_json(&app, ours).await;
        assert_eq!(answer, json!({ "refresh": true }));
    }
}
