//! The token freshness page of Flask-JWT-Extended: `#[jwt_required(fresh)]`.
//!
//! `cargo run -p jwt-fresh-examples --example flask_token_freshness`

use std::time::Duration;

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, create_access_token, create_refresh_token,
    get_jwt_identity, jwt_required,
};
use jwt_fresh_examples::listen_address;
use serde_json::{Value, json};

fn manager() -> Result<JwtManager, ConfigError> {
    let config = JwtConfig::flask("super-secret") // Change this!
        .access_token_expires(Duration::from_secs(60 * 60))
        .refresh_token_expires(Duration::from_secs(30 * 24 * 60 * 60));
    JwtManager::new(config)
}

// The password was just checked, so the access token is fresh.
#[post("/login")]
async fn login(body: web::Json<Value>) -> jwt_fresh::Result<HttpResponse> {
    if body["username"] != "test" || body["password"] != "test" {
        return Ok(HttpResponse::Unauthorized().json(json!({ "msg": "Bad username or password" })));
    }

    let ret = json!({
        "access_token": create_access_token("example_user").fresh(true).encode()?,
        "refresh_token": create_refresh_token("example_user").encode()?,
    });
    Ok(HttpResponse::Ok().json(ret))
}

// No password was checked, perhaps for weeks, so the access token is not fresh.
#[post("/refresh")]
#[jwt_required(refresh)]
async fn refresh() -> jwt_fresh::Result<impl Responder> {
    let identity = get_jwt_identity();
    let access_token = create_access_token(identity).fresh(false).encode()?;
    Ok(web::Json(json!({ "access_token": access_token })))
}

// Python's `@jwt_required(fresh=True)`: for actions that a stolen, refreshed token must not allow.
#[get("/protected")]
#[jwt_required(fresh)]
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

    use super::*;

    #[actix_web::test]
    async fn a_refreshed_token_is_not_fresh() {
        let app = App::new().wrap(manager().unwrap()).configure(endpoints);
        let app = test::init_service(app).await;
        let request = TestRequest::post().uri("/login");
        let request = request.set_json(json!({ "username": "test", "password": "test" }));
        let tokens: Value = test::call_and_read_body_json(&app, request.to_request()).await;
        let with = |request: TestRequest, token: &Value| {
            let bearer = format!("Bearer {}", token.as_str().unwrap());
            request
                .insert_header(("Authorization", bearer))
                .to_request()
        };
        let to_protected = || TestRequest::get().uri("/protected");

        let fresh = with(to_protected(), &tokens["access_token"]);
        let answer: Value = test::call_and_read_body_json(&app, fresh).await;
        assert_eq!(answer, json!({ "foo": "bar" }));

        let request = with(
            TestRequest::post().uri("/refresh"),
            &tokens["refresh_token"],
        );
        let refreshed: Value = test::call_and_read_body_json(&app, request).await;
        let stale = with(to_protected(), &refreshed["access_token"]);
        let answer: Value = test::call_and_read_body_json(&app, stale).await;
        assert_eq!(answer, json!({ "msg": "Fresh token required" }));
    }
}
