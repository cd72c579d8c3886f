//! Implicit refresh with cookies, as in Flask-JWT-Extended: a response renews the access cookie if
//! it is about to expire.
//!
//! `cargo run -p jwt-fresh-examples --example flask_implicit_refresh`

use std::time::Duration;

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, TokenLocation, create_access_token, jwt_required,
    set_access_cookies, unset_jwt_cookies,
};
use jwt_fresh_examples::listen_address;
use serde_json::json;

const MINUTE: Duration = Duration::from_secs(60);

// In Python, this is a function that runs after each request; here it is an option. The renewed
// token is not fresh, and a cookie that the handler has unset stays unset. The second duration,
// which Python's page doesn't have, ends the renewal twelve hours after the login, so that a stolen
// cookie does not stay valid indefinitely.
fn config() -> JwtConfig {
    JwtConfig::flask("super-secret") // Change this!
        .token_locations([TokenLocation::Cookies])
        .cookie_secure(false) // For http on localhost; `true` in production.
        .access_token_expires(60 * MINUTE)
        .implicit_refresh(30 * MINUTE, 12 * 60 * MINUTE)
}

fn manager() -> Result<JwtManager, ConfigError> {
    JwtManager::new(config())
}

// Issues a token without a password, to keep the page short. A real login checks one first.
#[post("/login")]
async fn login() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok();
    set_access_cookies(
        &mut response,
        &create_access_token("example_user").encode()?,
    )?;
    Ok(response.json(json!({ "msg": "login successful" })))
}

#[post("/logout")]
async fn logout() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok();
    unset_jwt_cookies(&mut response)?;
    Ok(response.json(json!({ "msg": "logout successful" })))
}

#[get("/protected")]
#[jwt_required]
async fn protected() -> impl Responder {
    web::Json(json!({ "foo": "bar" }))
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.service(login).service(logout).service(protected);
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
    use std::{
        sync::atomic::{AtomicU32, Ordering},
        time::UNIX_EPOCH,
    };

    use actix_web::test::{self, TestRequest};

    use super::*;

    #[actix_web::test]
    async fn the_cookie_is_renewed_in_its_last_half_hour() {
        static MINUTES: AtomicU32 = AtomicU32::new(1);
        let clock = || UNIX_EPOCH + MINUTES.load(Ordering::Relaxed) * MINUTE;
        let jwt = JwtManager::new(config().clock(clock)).unwrap();
        let app = test::init_service(App::new().wrap(jwt).configure(endpoints)).await;
        let request = TestRequest::post().uri("/login").to_request();
        let response = test::call_service(&app, request).await;
        let cookie = response.response().cookies().next().unwrap().into_owned();

        for (minutes, status, cookies) in [(30, 200, 0), (40, 200, 2), (61, 401, 0)] {
            MINUTES.store(minutes, Ordering::Relaxed);
            let user = TestRequest::get().uri("/protected").cookie(cookie.clone());
            let response = test::call_service(&app, user.to_request()).await;
            assert_eq!(response.status(), status);
            assert_eq!(
                response.response().cookies().count(),
                cookies,
                "at {minutes}"
            );
        }
    }
}
