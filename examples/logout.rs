//! Logging out: a revocation store, and an endpoint that revokes both tokens of a login.
//!
//! Without a store, a token is valid until it expires, whatever the client does with its copy.
//!
//! ```sh
//! JWT_SECRET_KEY=$(openssl rand -base64 32) cargo run -p jwt-fresh-examples --example logout
//!
//! # In another shell (jq extracts the tokens):
//! curl -s localhost:5000/login -H 'Content-Type: application/json' \
//!   -d '{"username": "alice", "password": "wonderland"}' > tokens.json
//! ACCESS=$(jq -r .access_token tokens.json)
//! REFRESH=$(jq -r .refresh_token tokens.json)
//! curl -s localhost:5000/me -H "Authorization: Bearer $ACCESS"
//! # {"username":"alice"}
//! curl -s -w '%{http_code}\n' localhost:5000/logout -H "Authorization: Bearer $REFRESH" \
//!   -H 'Content-Type: application/json' -d "{\"access_token\": \"$ACCESS\"}"
//! # 204
//! curl -s localhost:5000/me -H "Authorization: Bearer $ACCESS"
//! # {"msg":"Token has been revoked"}
//! curl -s -X POST localhost:5000/refresh -H "Authorization: Bearer $REFRESH"
//! # {"msg":"Token has been revoked"}
//! ```

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtError, JwtManager, MemoryRevocationStore, create_access_token,
    create_refresh_token, decode_token, get_jwt_identity, jwt_refresh_token_required, jwt_required,
    revoke_jwt, revoke_token,
};
use jwt_fresh_examples::{check_password, listen_address, secret_from_env};
use serde_json::json;

// `MemoryRevocationStore` is for a single process: it is empty after a restart, and other servers
// don't see it. Implement `RevocationStore` for a database that all of them share.
fn manager(secret: &str) -> Result<JwtManager, ConfigError> {
    JwtManager::builder(JwtConfig::new(secret))
        .revocation_store(MemoryRevocationStore::new())
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
        return Ok(
            HttpResponse::Unauthorized().json(json!({ "msg": "Wrong username or password" }))
        );
    }
    Ok(HttpResponse::Ok().json(json!({
        "access_token": create_access_token(&body.username).fresh(true).encode()?,
        "refresh_token": create_refresh_token(&body.username).encode()?,
    })))
}

// No attribute mentions the store: every protected endpoint checks it.
#[post("/refresh")]
#[jwt_refresh_token_required]
async fn refresh() -> jwt_fresh::Result<impl Responder> {
    let access_token = create_access_token(get_jwt_identity()).encode()?;
    Ok(web::Json(json!({ "access_token": access_token })))
}

#[derive(serde::Deserialize)]
struct Logout {
    access_token: String,
}

// Authenticated by the refresh token, so that a user whose access token has expired can log out
// too. It is revoked first, because it is valid for longer. If the store fails, `?` answers with
// 503, and the client knows that it is still logged in.
#[post("/logout")]
#[jwt_refresh_token_required]
async fn logout(body: web::Json<Logout>) -> jwt_fresh::Result<HttpResponse> {
    revoke_jwt().await?;
    match decode_token(&body.access_token) {
        Ok(access_token) => revoke_token(&access_token).await?,
        Err(JwtError::ExpiredToken { .. }) => {} // Nothing left to revoke.
        Err(error) => return Err(error),
    }
    Ok(HttpResponse::NoContent().finish())
}

#[get("/me")]
#[jwt_required]
async fn me() -> impl Responder {
    web::Json(json!({ "username": get_jwt_identity() }))
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.service(login)
        .service(refresh)
        .service(logout)
        .service(me);
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let secret = secret_from_env("JWT_SECRET_KEY")?;
    // The manager, and the store with it, is built outside the closure: actix-web calls the closure
    // once per worker, and with a store per worker, a token that was revoked on one would still be
    // accepted by the others.
    let jwt = manager(&secret)?;

    HttpServer::new(move || App::new().wrap(jwt.clone()).configure(endpoints))
        .bind(listen_address()?)?
        .run()
        .await
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use actix_web::test::{self, TestRequest};
    use serde_json::Value;

    use super::*;

    const SECRET: &str = "a secret for tests, of at least 32 bytes";

    fn with(request: TestRequest, token: &str) -> TestRequest {
        request.insert_header(("Authorization", format!("Bearer {token}")))
    }

    fn get_me(access_token: &str) -> TestRequest {
        with(TestRequest::get().uri("/me"), access_token)
    }

    fn post_refresh(refresh_token: &str) -> TestRequest {
        with(TestRequest::post().uri("/refresh"), refresh_token)
    }

    fn post_logout(refresh_token: &str, access_token: &str) -> TestRequest {
        let body = json!({ "access_token": access_token });
        let request = TestRequest::post().uri("/logout").set_json(body);
        with(request, refresh_token)
    }

    #[actix_web::test]
    async fn both_tokens_end_with_the_logout() {
        let app = App::new()
            .wrap(manager(SECRET).unwrap())
            .configure(endpoints);
        let app = test::init_service(app).await;
        let log_in = || async {
            let body = json!({ "username": "alice", "password": "wonderland" });
            let request = TestRequest::post().uri("/login").set_json(body);
            let tokens: Value = test::call_and_read_body_json(&app, request.to_request()).await;
            ["access_token", "refresh_token"].map(|name| tokens[name].as_str().unwrap().to_owned())
        };
        let [access_token, refresh_token] = log_in().await;
        let [other_access_token, other_refresh_token] = log_in().await;

        for (request, expected) in [
            (get_me(&access_token), 200),
            (post_refresh(&refresh_token), 200),
            (post_logout(&refresh_token, &access_token), 204),
            (get_me(&access_token), 401),
            (post_refresh(&refresh_token), 401),
            (post_logout(&refresh_token, &access_token), 401),
            // Another login of the same user is not affected.
            (get_me(&other_access_token), 200),
            (post_refresh(&other_refresh_token), 200),
        ] {
            let request = request.to_request();
            let path = request.path().to_owned();
            let response = test::call_service(&app, request).await;
            assert_eq!(response.status(), expected, "{path}");
        }
    }

    #[actix_web::test]
    async fn every_clone_of_the_manager_has_the_same_store() {
        // Two apps, as two workers of one server have them.
        let jwt = manager(SECRET).unwrap();
        let first = test::init_service(App::new().wrap(jwt.clone()).configure(endpoints)).await;
        let second = test::init_service(App::new().wrap(jwt.clone()).configure(endpoints)).await;
        let access_token = jwt.create_access_token("alice").encode().unwrap();
        let refresh_token = jwt.create_refresh_token("alice").encode().unwrap();

        let response = test::call_service(
            &first,
            post_logout(&refresh_token, &access_token).to_request(),
        )
        .await;
        assert_eq!(response.status(), 204);
        let response = test::call_service(&second, get_me(&access_token).to_request()).await;
        assert_eq!(response.status(), 401);
    }

    #[actix_web::test]
    async fn an_access_token_that_is_not_valid_keeps_nobody_logged_in() {
        let jwt = manager(SECRET).unwrap();
        let app = test::init_service(App::new().wrap(jwt.clone()).configure(endpoints)).await;
        let access_token = || jwt.create_access_token("alice");
        let expired = access_token().expires_at(SystemTime::UNIX_EPOCH);
        let expired = expired.encode().unwrap();
        for (access_token, expected) in [(expired.as_str(), 204), ("not.a.token", 422)] {
            let refresh_token = jwt.create_refresh_token("alice").encode().unwrap();
            let request = post_logout(&refresh_token, access_token).to_request();
            assert_eq!(test::call_service(&app, request).await.status(), expected);
            let response =
                test::call_service(&app, post_refresh(&refresh_token).to_request()).await;
            assert_eq!(response.status(), 401);
        }

        let access_token = access_token().encode().unwrap();
        let request = post_logout(&access_token, &access_token).to_request();
        assert_eq!(test::call_service(&app, request).await.status(), 422);
        let anonymous = TestRequest::post().uri("/logout").to_request();
        assert_eq!(test::call_service(&app, anonymous).await.status(), 401);
    }
}
