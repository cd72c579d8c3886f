//! Login, a protected endpoint, and refreshing the access token.
//!
//! Start here. A login issues an access token, valid for minutes, and a refresh token, valid for
//! weeks. The access token authenticates requests; the refresh token is only accepted where new
//! access tokens are issued.
//!
//! ```sh
//! JWT_SECRET_KEY=$(openssl rand -base64 32) cargo run -p jwt-fresh-examples --example login
//!
//! # In another shell (jq extracts the tokens):
//! curl -s localhost:5000/login -H 'Content-Type: application/json' \
//!   -d '{"username": "alice", "password": "wonderland"}' > tokens.json
//! curl -s localhost:5000/me -H "Authorization: Bearer $(jq -r .access_token tokens.json)"
//! # {"username":"alice"}
//! curl -s -X POST localhost:5000/refresh \
//!   -H "Authorization: Bearer $(jq -r .refresh_token tokens.json)"
//! # {"access_token":"..."}
//! curl -s localhost:5000/me
//! # {"msg":"Missing Authorization Header"}
//! ```

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, create_access_token, create_refresh_token,
    get_jwt_identity, jwt_refresh_token_required, jwt_required,
};
use jwt_fresh_examples::{check_password, listen_address, secret_from_env};
use serde_json::json;

fn manager(secret: &str) -> Result<JwtManager, ConfigError> {
    JwtManager::new(JwtConfig::new(secret))
}

#[derive(serde::Deserialize)]
struct Credentials {
    username: String,
    password: String,
}

// A public endpoint: it has no attribute. The access token is fresh, because it is issued for a
// password.
#[post("/login")]
async fn login(body: web::Json<Credentials>) -> jwt_fresh::Result<HttpResponse> {
    if !check_password(&body.username, &body.password) {
        return Ok(
            HttpResponse::Unauthorized().json(json!({ "msg": "Wrong username or password" }))
        );
    }
    Ok(HttpResponse::Ok().json(json!({
        "access_token": create_access_token(&body.username).fresh(true).encode()?,
        "refresh_token": create_refresh_token(&body.username).encode()?,
    })))
}

// Accepts refresh tokens only. The new access token is not fresh: no password was checked.
#[post("/refresh")]
#[jwt_refresh_token_required]
async fn refresh() -> jwt_fresh::Result<impl Responder> {
    let access_token = create_access_token(get_jwt_identity()).encode()?;
    Ok(web::Json(json!({ "access_token": access_token })))
}

// Accepts access tokens only. The handler doesn't run for a request without a valid one.
#[get("/me")]
#[jwt_required]
async fn me() -> impl Responder {
    web::Json(json!({ "username": get_jwt_identity() }))
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.service(login).service(refresh).service(me);
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
        http::header,
        test::{self, TestRequest},
    };
    use serde_json::Value;

    use super::*;

    const SECRET: &str = "a secret for tests, of at least 32 bytes";

    fn with(request: TestRequest, token: &Value) -> TestRequest {
        let token = token.as_str().unwrap();
        request.insert_header(("Authorization", format!("Bearer {token}")))
    }

    fn login_request(password: &str) -> TestRequest {
        let body = json!({ "username": "alice", "password": password });
        TestRequest::post().uri("/login").set_json(body)
    }

    #[actix_web::test]
    async fn each_token_is_accepted_at_its_endpoint_only() {
        let app = App::new()
            .wrap(manager(SECRET).unwrap())
            .configure(endpoints);
        let app = test::init_service(app).await;
        let request = login_request("wonderland").to_request();
        let tokens: Value = test::call_and_read_body_json(&app, request).await;
        let (access_token, refresh_token) = (&tokens["access_token"], &tokens["refresh_token"]);
        let to_me = || TestRequest::get().uri("/me");
        let to_refresh = || TestRequest::post().uri("/refresh");

        let request = with(to_refresh(), refresh_token).to_request();
        let refreshed: Value = test::call_and_read_body_json(&app, request).await;
        for token in [access_token, &refreshed["access_token"]] {
            let request = with(to_me(), token).to_request();
            let answer: Value = test::call_and_read_body_json(&app, request).await;
            assert_eq!(answer, json!({ "username": "alice" }));
        }

        for request in [
            with(to_me(), refresh_token),
            with(to_refresh(), access_token),
        ] {
            let response = test::call_service(&app, request.to_request()).await;
            assert_eq!(response.status(), 422);
        }
    }

    #[actix_web::test]
    async fn requests_without_credentials_are_refused() {
        let app = App::new()
            .wrap(manager(SECRET).unwrap())
            .configure(endpoints);
        let app = test::init_service(app).await;
        let request = login_request("guess").to_request();
        assert_eq!(test::call_service(&app, request).await.status(), 401);

        let request = TestRequest::get().uri("/me").to_request();
        let response = test::call_service(&app, request).await;
        assert_eq!(response.status(), 401);
        assert_eq!(
            response.headers().get(header::WWW_AUTHENTICATE).unwrap(),
            "Bearer"
        );
    }

    #[actix_web::test]
    async fn a_token_with_another_signature_is_refused() {
        let app = App::new()
            .wrap(manager(SECRET).unwrap())
            .configure(endpoints);
        let app = test::init_service(app).await;
        let other = manager("another secret, also of at least 32 bytes").unwrap();
        let forged = other.create_access_token("alice").encode().unwrap();
        let request = with(TestRequest::get().uri("/me"), &json!(forged)).to_request();
        assert_eq!(test::call_service(&app, request).await.status(), 422);
    }

    #[test]
    fn a_short_secret_is_refused_at_startup() {
        assert!(manager("too short").is_err());
    }
}
