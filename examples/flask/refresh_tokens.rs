//! Refresh tokens with configured lifetimes, as in Flask-JWT-Extended: `#[jwt_required(refresh)]`.
//!
//! `cargo run -p jwt-fresh-examples --example flask_refresh_tokens`

use std::time::Duration;

use actix_web::{App, HttpServer, Responder, get, post, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, create_access_token, create_refresh_token,
    get_jwt_identity, jwt_required,
};
use jwt_fresh_examples::listen_address;
use serde_json::json;

// Both lifetimes are a compromise: with a longer one, users log in less often, and a stolen token
// is valid for longer.
fn manager() -> Result<JwtManager, ConfigError> {
    let config = JwtConfig::flask("super-secret") // Change this!
        .access_token_expires(Duration::from_secs(60 * 60))
        .refresh_token_expires(Duration::from_secs(30 * 24 * 60 * 60));
    JwtManager::new(config)
}

// Issues a token without a password, to keep the page short. A real login checks one first.
#[post("/login")]
async fn login() -> jwt_fresh::Result<impl Responder> {
    Ok(web::Json(json!({
        "access_token": create_access_token("example_user").encode()?,
        "refresh_token": create_refresh_token("example_user").encode()?,
    })))
}

// Python's `@jwt_required(refresh=True)`: refresh tokens only.
#[post("/refresh")]
#[jwt_required(refresh)]
async fn refresh() -> jwt_fresh::Result<impl Responder> {
    let access_token = create_access_token(get_jwt_identity()).encode()?;
    Ok(web::Json(json!({ "access_token": access_token })))
}

#[get("/protected")]
#[jwt_required]
async fn protected() -> impl Responder {
    web::Json(json!({ "foo": "bar" }))
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.service(login).service(refresh).service(protected);
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
    use serde_json::Value;

    use super::*;

    #[actix_web::test]
    async fn tokens_live_as_long_as_configured() {
        let jwt = manager().unwrap();
        let app = App::new().wrap(jwt.clone()).configure(endpoints);
        let app = test::init_service(app).await;
        let request = TestRequest::post().uri("/login").to_request();
        let tokens: Value = test::call_and_read_body_json(&app, request).await;
        let lifetime = |token: &Value| {
            let token = jwt.decode_token(token.as_str().unwrap()).unwrap();
            let claims = token.claims();
            claims["exp"].as_u64().unwrap() - claims["iat"].as_u64().unwrap()
        };
        assert_eq!(lifetime(&tokens["access_token"]), 3600);
        assert_eq!(lifetime(&tokens["refresh_token"]), 2_592_000);

        let bearer = format!("Bearer {}", tokens["refresh_token"].as_str().unwrap());
        let request = TestRequest::post().uri("/refresh");
        let request = request
            .insert_header(("Authorization", bearer))
            .to_request();
        let refreshed: Value = test::call_and_read_body_json(&app, request).await;
        assert_eq!(lifetime(&refreshed["access_token"]), 3600);
    }
}
