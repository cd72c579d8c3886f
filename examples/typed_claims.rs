//! Claims as handler arguments: `Claims<T>`, `Access<T>` and `Fresh<T>`.
//!
//! - `Claims<T>` deserializes the claims of whichever token the attribute accepts.
//! - `Access<T>` does the same, and is only obtainable for a verified access token. A function that
//!   takes `&Access<T>` therefore can't be called without one.
//! - `Fresh<T>` is the same for a fresh access token, and derefs to `Access<T>`. Taking it in a
//!   handler whose attribute doesn't require freshness is a compile error.
//!
//! Claims that don't deserialize into `T` are answered with 400.
//!
//! ```sh
//! JWT_SECRET_KEY=$(openssl rand -base64 32) cargo run -p jwt-fresh-examples --example typed_claims
//!
//! # In another shell (jq extracts the token):
//! TOKEN=$(curl -s localhost:5000/login -H 'Content-Type: application/json' \
//!   -d '{"username": "alice", "password": "wonderland"}' | jq -r .access_token)
//! curl -s localhost:5000/tenant -H "Authorization: Bearer $TOKEN"
//! # acme
//! curl -s localhost:5000/balance -H "Authorization: Bearer $TOKEN"
//! # alice of acme has 7 coins
//! curl -s -X POST localhost:5000/payout -H "Authorization: Bearer $TOKEN"
//! # paid: alice of acme has 7 coins
//! curl -s localhost:5000/greeting
//! # hello, guest
//! ```

use actix_web::{App, HttpResponse, HttpServer, get, post, web};
use jwt_fresh::{
    Access, Claims, ConfigError, Fresh, JwtConfig, JwtManager, create_access_token,
    fresh_jwt_required, jwt_optional, jwt_required,
};
use jwt_fresh_examples::{check_password, listen_address, secret_from_env};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The application's own claims. The registered ones, such as `sub` and `exp`, can be added as
/// fields, but don't have to be.
#[derive(Serialize, Deserialize)]
struct Member {
    tenant: String,
}

fn manager(secret: &str) -> Result<JwtManager, ConfigError> {
    JwtManager::new(JwtConfig::new(secret))
}

#[derive(Deserialize)]
struct Credentials {
    username: String,
    password: String,
}

// The claims are signed but not encrypted: whoever has the token can read them.
#[post("/login")]
async fn login(body: web::Json<Credentials>) -> jwt_fresh::Result<HttpResponse> {
    if !check_password(&body.username, &body.password) {
        return Ok(
            HttpResponse::Unauthorized().json(json!({ "msg": "Wrong username or password" }))
        );
    }
    let member = Member {
        tenant: "acme".to_owned(), // Comes from the user database in a real application.
    };
    let access_token = create_access_token(&body.username)
        .fresh(true)
        .claims(member)
        .encode()?;
    Ok(HttpResponse::Ok().json(json!({ "access_token": access_token })))
}

#[get("/tenant")]
#[jwt_required]
async fn tenant(claims: Claims<Member>) -> String {
    claims.tenant.clone()
}

/// Requires a verified access token by its signature, wherever it is called from.
fn balance_of(member: &Access<Member>) -> String {
    format!("{} of {} has 7 coins", member.identity(), member.tenant)
}

/// Requires a fresh one.
fn pay_out(member: &Fresh<Member>) -> String {
    format!("paid: {}", balance_of(member))
}

#[get("/balance")]
#[jwt_required]
async fn balance(member: Access<Member>) -> String {
    balance_of(&member)
}

// With `#[jwt_required]` in place of this attribute, the argument is a compile error.
#[post("/payout")]
#[fresh_jwt_required]
async fn payout(member: Fresh<Member>) -> String {
    pay_out(&member)
}

// `None` for a request without a token. An invalid token is refused, not treated as missing.
#[get("/greeting")]
#[jwt_optional]
async fn greeting(member: Option<Access<Member>>) -> String {
    match member {
        Some(member) => format!("hello, {}", member.identity()),
        None => "hello, guest".to_owned(),
    }
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.service(login)
        .service(tenant)
        .service(balance)
        .service(payout)
        .service(greeting);
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let secret = secret_from_env("JWT_SECRET_KEY")?;
    let jwt = manager(&secret)?;

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
    use serde_json::Value;

    use super::*;

    const SECRET: &str = "a secret for tests, of at least 32 bytes";

    fn request_with(method: Method, path: &str, token: &str) -> TestRequest {
        let request = TestRequest::with_uri(path).method(method);
        request.insert_header(("Authorization", format!("Bearer {token}")))
    }

    #[actix_web::test]
    async fn handlers_receive_the_claims_of_the_login() {
        let app = App::new()
            .wrap(manager(SECRET).unwrap())
            .configure(endpoints);
        let app = test::init_service(app).await;
        let body = json!({ "username": "alice", "password": "wonderland" });
        let request = TestRequest::post()
            .uri("/login")
            .set_json(body)
            .to_request();
        let answer: Value = test::call_and_read_body_json(&app, request).await;
        let token = answer["access_token"].as_str().unwrap();

        for (method, path, expected) in [
            (Method::GET, "/tenant", "acme"),
            (Method::GET, "/balance", "alice of acme has 7 coins"),
            (Method::POST, "/payout", "paid: alice of acme has 7 coins"),
            (Method::GET, "/greeting", "hello, alice"),
        ] {
            let request = request_with(method, path, token).to_request();
            let body = test::call_and_read_body(&app, request).await;
            assert_eq!(body, expected.as_bytes(), "{path}");
        }
        let guest = TestRequest::get().uri("/greeting").to_request();
        assert_eq!(test::call_and_read_body(&app, guest).await, "hello, guest");
    }

    #[actix_web::test]
    async fn other_tokens_are_refused() {
        let jwt = manager(SECRET).unwrap();
        let app = App::new().wrap(jwt.clone()).configure(endpoints);
        let app = test::init_service(app).await;
        let token = |claims: Value| jwt.create_access_token("alice").claims(claims);
        let stale = token(json!({ "tenant": "acme" })).encode().unwrap();
        let without_tenant = token(json!({})).fresh(true).encode().unwrap();
        let wrong_type = token(json!({ "tenant": 7 })).fresh(true).encode().unwrap();

        for (method, path, token, expected) in [
            (Method::GET, "/balance", &stale, 200),
            (Method::POST, "/payout", &stale, 401),
            (Method::GET, "/tenant", &without_tenant, 400),
            (Method::GET, "/balance", &wrong_type, 400),
            (Method::POST, "/payout", &wrong_type, 400),
            (Method::GET, "/greeting", &"not.a.token".to_owned(), 422),
        ] {
            let request = request_with(method, path, token).to_request();
            let response = test::call_service(&app, request).await;
            assert_eq!(response.status(), expected, "{path}");
        }
        for path in ["/tenant", "/balance"] {
            let request = TestRequest::get().uri(path).to_request();
            assert_eq!(test::call_service(&app, request).await.status(), 401);
        }
        let request = TestRequest::post().uri("/payout").to_request();
        assert_eq!(test::call_service(&app, request).await.status(), 401);
    }
}
