//! Critical actions that require a recent login: `fresh` and `max_age`.
//!
//! - `fresh` accepts an access token that was issued for a password, until the token expires. A
//!   token that came from a refresh is not fresh.
//! - `max_age = "5m"` accepts an access token whose login was at most five minutes ago. A refresh
//!   keeps the time of the login (the claim `auth_time`), so a refreshed token is accepted as well
//!   within the five minutes.
//!
//! A client that is refused with `Fresh token required` asks for the password again.
//!
//! ```sh
//! JWT_SECRET_KEY=$(openssl rand -base64 32) \
//!   cargo run -p jwt-fresh-examples --example fresh_password_change
//!
//! # In another shell (jq extracts the tokens):
//! curl -s localhost:5000/login -H 'Content-Type: application/json' \
//!   -d '{"username": "alice", "password": "wonderland"}' > tokens.json
//! REFRESHED=$(curl -s -X POST localhost:5000/refresh \
//!   -H "Authorization: Bearer $(jq -r .refresh_token tokens.json)" | jq -r .access_token)
//! curl -s -X DELETE localhost:5000/account -H "Authorization: Bearer $REFRESHED"
//! # {"msg":"Fresh token required"}
//! curl -s localhost:5000/password -H "Authorization: Bearer $REFRESHED" \
//!   -H 'Content-Type: application/json' -d '{"new_password": "looking glass"}'
//! # {"msg":"Password changed"}   (five minutes after the login: "Fresh token required")
//! curl -s -X DELETE localhost:5000/account \
//!   -H "Authorization: Bearer $(jq -r .access_token tokens.json)"
//! # {"msg":"Account deleted"}
//! ```

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use actix_web::{App, HttpResponse, HttpServer, Responder, delete, post, web};
use jwt_fresh::{
    Access, ConfigError, Fresh, JwtConfig, JwtManager, create_access_token, create_refresh_token,
    fresh_jwt_required, get_jwt_identity, jwt_refresh_token_required, jwt_required,
};
use jwt_fresh_examples::{listen_address, secret_from_env};
use serde_json::json;
use subtle::ConstantTimeEq;

/// A stand-in for a user database, which would store salted password hashes (such as Argon2).
struct Users(Mutex<HashMap<String, String>>);

impl Users {
    fn new() -> Self {
        let alice = ("alice".to_owned(), "wonderland".to_owned());
        Self(Mutex::new(HashMap::from([alice])))
    }

    fn check_password(&self, username: &str, password: &str) -> bool {
        let users = self.lock();
        let stored = users.get(username);
        stored.is_some_and(|stored| stored.as_bytes().ct_eq(password.as_bytes()).into())
    }

    /// The argument `Access` restricts the callers to handlers that require an access token. That the
    /// login was recent is not in the type.
    fn change_password(&self, user: &Access, new_password: &str) -> bool {
        let mut users = self.lock();
        let name = user.identity().as_str();
        let stored = name.and_then(|name| users.get_mut(name));
        stored
            .map(|stored| *stored = new_password.to_owned())
            .is_some()
    }

    /// The argument `Fresh` restricts the callers to handlers that require a fresh token.
    fn delete(&self, user: &Fresh) -> bool {
        let name = user.identity().as_str();
        name.is_some_and(|name| self.lock().remove(name).is_some())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn manager(secret: &str) -> Result<JwtManager, ConfigError> {
    JwtManager::new(JwtConfig::new(secret))
}

#[derive(serde::Deserialize)]
struct Credentials {
    username: String,
    password: String,
}

#[post("/login")]
async fn login(
    users: web::Data<Users>,
    body: web::Json<Credentials>,
) -> jwt_fresh::Result<HttpResponse> {
    if !users.check_password(&body.username, &body.password) {
        return Ok(
            HttpResponse::Unauthorized().json(json!({ "msg": "Wrong username or password" }))
        );
    }
    Ok(HttpResponse::Ok().json(json!({
        "access_token": create_access_token(&body.username).fresh(true).encode()?,
        "refresh_token": create_refresh_token(&body.username).encode()?,
    })))
}

// The new access token is not fresh. It keeps the `auth_time` of the login.
#[post("/refresh")]
#[jwt_refresh_token_required]
async fn refresh() -> jwt_fresh::Result<impl Responder> {
    let access_token = create_access_token(get_jwt_identity())
        .fresh(false)
        .encode()?;
    Ok(web::Json(json!({ "access_token": access_token })))
}

#[derive(serde::Deserialize)]
struct NewPassword {
    new_password: String,
}

// Access tokens that were issued before keep working until they expire: `logout` shows revocation.
#[post("/password")]
#[jwt_required(max_age = "5m")]
async fn change_password(
    users: web::Data<Users>,
    user: Access,
    body: web::Json<NewPassword>,
) -> HttpResponse {
    if !users.change_password(&user, &body.new_password) {
        return HttpResponse::NotFound().json(json!({ "msg": "No such user" }));
    }
    HttpResponse::Ok().json(json!({ "msg": "Password changed" }))
}

#[delete("/account")]
#[fresh_jwt_required]
async fn delete_account(users: web::Data<Users>, user: Fresh) -> HttpResponse {
    if !users.delete(&user) {
        return HttpResponse::NotFound().json(json!({ "msg": "No such user" }));
    }
    HttpResponse::Ok().json(json!({ "msg": "Account deleted" }))
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.service(login)
        .service(refresh)
        .service(change_password)
        .service(delete_account);
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let secret = secret_from_env("JWT_SECRET_KEY")?;
    let jwt = manager(&secret)?;
    let users = web::Data::new(Users::new());

    HttpServer::new(move || {
        App::new()
            .wrap(jwt.clone())
            .app_data(users.clone())
            .configure(endpoints)
    })
    .bind(listen_address()?)?
    .run()
    .await
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use actix_web::{
        http::header,
        test::{self, TestRequest},
    };
    use serde_json::Value;

    use super::*;

    const SECRET: &str = "a secret for tests, of at least 32 bytes";

    /// The app, as a macro because its type can't be written.
    macro_rules! app {
        ($jwt:expr) => {
            test::init_service(
                App::new()
                    .wrap($jwt)
                    .app_data(web::Data::new(Users::new()))
                    .configure(endpoints),
            )
            .await
        };
    }

    fn with(request: TestRequest, token: &Value) -> TestRequest {
        let token = token.as_str().unwrap();
        request.insert_header(("Authorization", format!("Bearer {token}")))
    }

    fn login_request(password: &str) -> TestRequest {
        let body = json!({ "username": "alice", "password": password });
        TestRequest::post().uri("/login").set_json(body)
    }

    fn change_request() -> TestRequest {
        let body = json!({ "new_password": "looking glass" });
        TestRequest::post().uri("/password").set_json(body)
    }

    #[actix_web::test]
    async fn a_recent_login_may_change_the_password() {
        let app = app!(manager(SECRET).unwrap());
        let request = login_request("wonderland").to_request();
        let tokens: Value = test::call_and_read_body_json(&app, request).await;
        let request = with(
            TestRequest::post().uri("/refresh"),
            &tokens["refresh_token"],
        );
        let refreshed: Value = test::call_and_read_body_json(&app, request.to_request()).await;

        let request = with(change_request(), &refreshed["access_token"]).to_request();
        assert_eq!(test::call_service(&app, request).await.status(), 200);
        for (password, expected) in [("wonderland", 401), ("looking glass", 200)] {
            let response = test::call_service(&app, login_request(password).to_request()).await;
            assert_eq!(response.status(), expected, "{password}");
        }
    }

    #[actix_web::test]
    async fn a_refreshed_token_may_not_delete_the_account() {
        let app = app!(manager(SECRET).unwrap());
        let request = login_request("wonderland").to_request();
        let tokens: Value = test::call_and_read_body_json(&app, request).await;
        let request = with(
            TestRequest::post().uri("/refresh"),
            &tokens["refresh_token"],
        );
        let refreshed: Value = test::call_and_read_body_json(&app, request.to_request()).await;

        let to_delete = || TestRequest::delete().uri("/account");
        for (token, expected) in [
            (&refreshed["access_token"], 401),
            (&tokens["refresh_token"], 422),
            (&tokens["access_token"], 200),
            (&tokens["access_token"], 404),
        ] {
            let request = with(to_delete(), token).to_request();
            assert_eq!(test::call_service(&app, request).await.status(), expected);
        }
    }

    #[actix_web::test]
    async fn an_old_login_may_not_change_the_password() {
        let jwt = manager(SECRET).unwrap();
        let app = app!(jwt.clone());
        for (minutes, expected) in [(4, 200), (6, 401)] {
            let logged_in_at = SystemTime::now() - Duration::from_secs(minutes * 60);
            let token = jwt
                .create_access_token("alice")
                .fresh(true)
                .auth_time(logged_in_at);
            let token = token.encode().unwrap().into();
            let request = with(change_request(), &token).to_request();
            let response = test::call_service(&app, request).await;
            assert_eq!(response.status(), expected);
            if expected == 401 {
                let challenge = response.headers().get(header::WWW_AUTHENTICATE).unwrap();
                let expected = r#"Bearer error="insufficient_user_authentication", max_age="300""#;
                assert_eq!(challenge, expected);
            }
        }
        let anonymous = test::call_service(&app, change_request().to_request()).await;
        assert_eq!(anonymous.status(), 401);
    }
}
