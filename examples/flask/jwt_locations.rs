//! Tokens in all four locations, and an endpoint that accepts one of them only, as in
//! Flask-JWT-Extended.
//!
//! `cargo run -p jwt-fresh-examples --example flask_jwt_locations`

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, route, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, TokenLocation, create_access_token, jwt_required,
    set_access_cookies, unset_jwt_cookies,
};
use jwt_fresh_examples::listen_address;
use serde_json::json;

// The locations are searched in this order. The first that has a token is used.
fn manager() -> Result<JwtManager, ConfigError> {
    let config = JwtConfig::flask("super-secret") // Change this!
        .token_locations([
            TokenLocation::Headers,
            TokenLocation::Cookies,
            TokenLocation::Json,
            TokenLocation::QueryString,
        ])
        .cookie_secure(false); // For http on localhost; `true` in production.
    JwtManager::new(config)
}

// Both logins issue a token without a password, to keep the page short. A real one checks it first.
#[post("/login_without_cookies")]
async fn login_without_cookies() -> jwt_fresh::Result<impl Responder> {
    let access_token = create_access_token("example_user").encode()?;
    Ok(web::Json(json!({ "access_token": access_token })))
}

#[post("/login_with_cookies")]
async fn login_with_cookies() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok();
    set_access_cookies(
        &mut response,
        &create_access_token("example_user").encode()?,
    )?;
    Ok(response.json(json!({ "msg": "login successful" })))
}

#[post("/logout_with_cookies")]
async fn logout_with_cookies() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok();
    unset_jwt_cookies(&mut response)?;
    Ok(response.json(json!({ "msg": "logout successful" })))
}

// A POST request with the token in a cookie also needs the CSRF value in the header `X-CSRF-TOKEN`.
#[route("/protected", method = "GET", method = "POST")]
#[jwt_required]
async fn protected() -> impl Responder {
    web::Json(json!({ "foo": "bar" }))
}

// Python's `@jwt_required(locations=["headers"])`: cookies are not accepted here.
#[get("/only_headers")]
#[jwt_required(locations("headers"))]
async fn only_headers() -> impl Responder {
    web::Json(json!({ "foo": "baz" }))
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.service(login_without_cookies)
        .service(login_with_cookies)
        .service(logout_with_cookies)
        .service(protected)
        .service(only_headers);
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
    use actix_web::{
        cookie::Cookie,
        test::{self, TestRequest},
    };

    use super::*;

    #[actix_web::test]
    async fn every_place_opens_one_endpoint_and_one_place_the_other() {
        let jwt = manager().unwrap();
        let token = jwt.create_access_token("example_user").encode().unwrap();
        let app = test::init_service(App::new().wrap(jwt).configure(endpoints)).await;
        let get = TestRequest::get;
        let bearer = || ("Authorization", format!("Bearer {token}"));
        let cookie = || Cookie::new("access_token_cookie", &token);
        let url = |path| format!("{path}?jwt={token}");
        let body = json!({ "access_token": token });

        for (request, expected) in [
            (get().uri("/protected").insert_header(bearer()), 200),
            (get().uri("/protected").cookie(cookie()), 200),
            (TestRequest::post().uri("/protected").set_json(body), 200),
            (get().uri(&url("/protected")), 200),
            (get().uri("/protected"), 401),
            (TestRequest::post().uri("/protected").cookie(cookie()), 401),
            (get().uri("/only_headers").insert_header(bearer()), 200),
            (get().uri("/only_headers").cookie(cookie()), 401),
            (get().uri(&url("/only_headers")), 401),
        ] {
            let response = test::call_service(&app, request.to_request()).await;
            assert_eq!(response.status(), expected);
        }
    }
}
