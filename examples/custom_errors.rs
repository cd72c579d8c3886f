//! Error responses in the application's own shape.
//!
//! Each kind of refusal has a callback (a *loader*) that returns the response. Refusals without a
//! loader, such as a body that is too large, keep the default body, `{"msg": "..."}`;
//! `error_message_key` renames its key, so that clients find the text in one place. The
//! `WWW-Authenticate` challenge is added to all of them.
//!
//! ```sh
//! JWT_SECRET_KEY=$(openssl rand -base64 32) \
//!   cargo run -p jwt-fresh-examples --example custom_errors
//!
//! # In another shell (jq extracts the token):
//! curl -s localhost:5000/login -H 'Content-Type: application/json' \
//!   -d '{"username": "alice", "password": "guess"}'
//! # {"code":"wrong_credentials","error":"Wrong username or password"}
//! curl -s localhost:5000/me
//! # {"code":"not_authenticated","error":"Missing Authorization Header"}
//! curl -s localhost:5000/me -H 'Authorization: Bearer not.a.token'
//! # {"code":"invalid_token","error":"..."}
//! TOKEN=$(curl -s localhost:5000/login -H 'Content-Type: application/json' \
//!   -d '{"username": "alice", "password": "wonderland"}' | jq -r .access_token)
//! curl -s localhost:5000/admin -H "Authorization: Bearer $TOKEN"
//! # {"code":"forbidden","error":"Missing role"}
//! ```

use actix_web::{App, HttpResponse, HttpServer, Responder, get, http::StatusCode, post, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, RejectedRequest, RejectedToken, create_access_token,
    fresh_jwt_required, get_jwt_identity, jwt_required,
};
use jwt_fresh_examples::{check_password, listen_address, secret_from_env};
use serde_json::json;

/// The shape of every error response of this application.
fn error(status: StatusCode, code: &str, message: impl Into<String>) -> HttpResponse {
    let message = message.into();
    HttpResponse::build(status).json(json!({ "code": code, "error": message }))
}

// The text of `reason` describes the problem in words that are safe to send to the client.
async fn no_token(reason: RejectedRequest) -> HttpResponse {
    error(
        StatusCode::UNAUTHORIZED,
        "not_authenticated",
        reason.to_string(),
    )
}

// The default status is 422, as in Flask-JWT-Extended. This application prefers 401.
async fn invalid_token(reason: RejectedRequest) -> HttpResponse {
    error(
        StatusCode::UNAUTHORIZED,
        "invalid_token",
        reason.to_string(),
    )
}

// The token was issued by this application, but the request is not authenticated.
async fn expired_token(token: RejectedToken) -> HttpResponse {
    let message = format!("The {} token has expired", token.token_type());
    error(StatusCode::UNAUTHORIZED, "token_expired", message)
}

async fn not_fresh(_token: RejectedToken) -> HttpResponse {
    let message = "Enter your password again to continue";
    error(StatusCode::UNAUTHORIZED, "login_required", message)
}

// Roles, scopes, and the function of `verify` if it returns `false`.
async fn forbidden(token: RejectedToken) -> HttpResponse {
    error(
        StatusCode::FORBIDDEN,
        "forbidden",
        token.error().to_string(),
    )
}

// Other loaders: `revoked_token_loader`, `user_lookup_error_loader`,
// `token_verification_failed_loader`. Each may also return a `Result`.
fn manager(secret: &str) -> Result<JwtManager, ConfigError> {
    JwtManager::builder(JwtConfig::new(secret).error_message_key("error"))
        .unauthorized_loader(no_token)
        .invalid_token_loader(invalid_token)
        .expired_token_loader(expired_token)
        .needs_fresh_token_loader(not_fresh)
        .forbidden_loader(forbidden)
        .build()
}

#[derive(serde::Deserialize)]
struct Credentials {
    username: String,
    password: String,
}

#[post("/login")]
async fn login(body: web::Json<Credentials>) -> jwt_fresh::Result<HttpResponse> {
    if !check_password(&body.username, &body.password) {
        let message = "Wrong username or password";
        return Ok(error(
            StatusCode::UNAUTHORIZED,
            "wrong_credentials",
            message,
        ));
    }
    let access_token = create_access_token(&body.username).fresh(true).encode()?;
    Ok(HttpResponse::Ok().json(json!({ "access_token": access_token })))
}

#[get("/me")]
#[jwt_required]
async fn me() -> impl Responder {
    web::Json(json!({ "username": get_jwt_identity() }))
}

#[post("/payout")]
#[fresh_jwt_required]
async fn payout() -> impl Responder {
    web::Json(json!({ "paid_to": get_jwt_identity() }))
}

#[get("/admin")]
#[jwt_required(roles("admin"))]
async fn admin() -> impl Responder {
    web::Json(json!({ "admin": get_jwt_identity() }))
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.service(login)
        .service(me)
        .service(payout)
        .service(admin);
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
    use std::time::SystemTime;

    use actix_web::{
        http::{Method, header},
        test::{self, TestRequest},
    };
    use serde_json::Value;

    use super::*;

    const SECRET: &str = "a secret for tests, of at least 32 bytes";

    #[actix_web::test]
    async fn each_refusal_has_the_shape_of_the_application() {
        let jwt = manager(SECRET).unwrap();
        let app = App::new().wrap(jwt.clone()).configure(endpoints);
        let app = test::init_service(app).await;
        let token = || jwt.create_access_token("alice");
        let stale = token().encode().unwrap();
        let expired = token().expires_at(SystemTime::UNIX_EPOCH).encode().unwrap();
        let other = manager("another secret, also of at least 32 bytes").unwrap();
        let forged = other.create_access_token("alice").encode().unwrap();
        let (get, post) = (Method::GET, Method::POST);

        for (method, path, token, status, code, message) in [
            (
                &get,
                "/me",
                "",
                401,
                json!("not_authenticated"),
                "Missing Authorization Header",
            ),
            (
                &get,
                "/me",
                &expired,
                401,
                json!("token_expired"),
                "The access token has expired",
            ),
            (
                &get,
                "/me",
                &forged,
                401,
                json!("invalid_token"),
                "Signature verification failed",
            ),
            (
                &post,
                "/payout",
                &stale,
                401,
                json!("login_required"),
                "Enter your password again to continue",
            ),
            (
                &get,
                "/admin",
                &stale,
                403,
                json!("forbidden"),
                "Missing role",
            ),
        ] {
            let mut request = TestRequest::with_uri(path).method(method.clone());
            if !token.is_empty() {
                request = request.insert_header(("Authorization", format!("Bearer {token}")));
            }
            let response = test::call_service(&app, request.to_request()).await;
            assert_eq!(response.status(), status, "{path}");
            assert!(
                response.headers().contains_key(header::WWW_AUTHENTICATE),
                "{path}"
            );
            let answer: Value = test::read_body_json(response).await;
            assert_eq!(
                (&answer["code"], &answer["error"]),
                (&code, &json!(message)),
                "{path}"
            );
        }
    }

    #[actix_web::test]
    async fn valid_requests_are_not_affected() {
        let app = App::new()
            .wrap(manager(SECRET).unwrap())
            .configure(endpoints);
        let app = test::init_service(app).await;
        let login_request = |password| {
            let body = json!({ "username": "alice", "password": password });
            TestRequest::post()
                .uri("/login")
                .set_json(body)
                .to_request()
        };
        let answer: Value = test::call_and_read_body_json(&app, login_request("guess")).await;
        assert_eq!(answer["code"], "wrong_credentials");

        let answer: Value = test::call_and_read_body_json(&app, login_request("wonderland")).await;
        let bearer = format!("Bearer {}", answer["access_token"].as_str().unwrap());
        let request = TestRequest::post().uri("/payout");
        let request = request
            .insert_header(("Authorization", bearer))
            .to_request();
        let answer: Value = test::call_and_read_body_json(&app, request).await;
        assert_eq!(answer, json!({ "paid_to": "alice" }));
    }
}
