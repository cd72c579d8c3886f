//! Logging out with a revocation store, as in Quart-JWT-Extended: a revoked token is refused before
//! it expires.
//!
//! `cargo run -p jwt-fresh-examples --example quart_blacklist`

use actix_web::{App, HttpResponse, HttpServer, Responder, delete, get, post, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, MemoryRevocationStore, create_access_token,
    create_refresh_token, get_jwt_identity, jwt_refresh_token_required, jwt_required, revoke_jwt,
};
use jwt_fresh_examples::listen_address;
use serde_json::{Value, json};

// The store keeps the ids of revoked tokens until they expire. This one is in the memory of the
// process: it is empty after a restart, and other servers don't see it.
//
// Python's page looks the id up in a set of its own, in a callback. Use
// `token_in_blacklist_loader`, which is that callback, for a list that you already have.
fn manager() -> Result<JwtManager, ConfigError> {
    JwtManager::builder(JwtConfig::quart("super-secret")) // Change this!
        .revocation_store(MemoryRevocationStore::new())
        .build()
}

#[post("/login")]
async fn login(body: web::Json<Value>) -> jwt_fresh::Result<HttpResponse> {
    let username = &body["username"];
    let password = &body["password"];
    if username != "test" || password != "test" {
        return Ok(HttpResponse::Unauthorized().json(json!({ "msg": "Bad username or password" })));
    }

    let ret = json!({
        "access_token": create_access_token(username).encode()?,
        "refresh_token": create_refresh_token(username).encode()?,
    });
    Ok(HttpResponse::Ok().json(ret))
}

// No attribute mentions the store: every protected endpoint checks it.
#[post("/refresh")]
#[jwt_refresh_token_required]
async fn refresh() -> jwt_fresh::Result<impl Responder> {
    let access_token = create_access_token(get_jwt_identity()).encode()?;
    Ok(web::Json(json!({ "access_token": access_token })))
}

// Revokes the access token of this request. The refresh token is still valid, so a client that logs
// out calls both endpoints.
#[delete("/logout")]
#[jwt_required]
async fn logout() -> jwt_fresh::Result<impl Responder> {
    revoke_jwt().await?;
    Ok(web::Json(json!({ "msg": "Successfully logged out" })))
}

#[delete("/logout2")]
#[jwt_refresh_token_required]
async fn logout2() -> jwt_fresh::Result<impl Responder> {
    revoke_jwt().await?;
    Ok(web::Json(json!({ "msg": "Successfully logged out" })))
}

#[get("/protected")]
#[jwt_required]
async fn protected() -> impl Responder {
    web::Json(json!({ "hello": "world" }))
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.service(login)
        .service(refresh)
        .service(logout)
        .service(logout2)
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
    use actix_web::{
        http::Method,
        test::{self, TestRequest},
    };

    use super::*;

    #[actix_web::test]
    async fn a_token_ends_with_the_log_out() {
        let jwt = manager().unwrap();
        let access = jwt.create_access_token("test").encode().unwrap();
        let refreshing = jwt.create_refresh_token("test").encode().unwrap();
        let app = test::init_service(App::new().wrap(jwt).configure(endpoints)).await;
        for (method, uri, token, expected) in [
            (Method::GET, "/protected", &access, 200),
            (Method::DELETE, "/logout", &access, 200),
            (Method::GET, "/protected", &access, 401),
            (Method::POST, "/refresh", &refreshing, 200),
            (Method::DELETE, "/logout2", &refreshing, 200),
            (Method::POST, "/refresh", &refreshing, 401),
        ] {
            let request = TestRequest::with_uri(uri).method(method);
            let request = request.insert_header(("Authorization", format!("Bearer {token}")));
            let response = test::call_service(&app, request.to_request()).await;
            assert_eq!(response.status(), expected, "{uri}");
        }
    }
}
