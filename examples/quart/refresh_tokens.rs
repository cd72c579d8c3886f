//! Refresh tokens, as in Quart-JWT-Extended: a long-lived token whose only use is to get new
//! short-lived access tokens.
//!
//! `cargo run -p jwt-fresh-examples --example quart_refresh_tokens`

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, create_access_token, create_refresh_token,
    get_jwt_identity, jwt_refresh_token_required, jwt_required,
};
use jwt_fresh_examples::listen_address;
use serde_json::{Value, json};

fn manager() -> Result<JwtManager, ConfigError> {
    JwtManager::new(JwtConfig::quart("super-secret")) // Change this!
}

// Issues both kinds. A stolen access token expires within minutes; the refresh token is only sent
// to one endpoint, so there are fewer places where it can be stolen.
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

// Accepts refresh tokens only. All other protected endpoints refuse them.
#[post("/refresh")]
#[jwt_refresh_token_required]
async fn refresh() -> jwt_fresh::Result<impl Responder> {
    let access_token = create_access_token(get_jwt_identity()).encode()?;
    Ok(web::Json(json!({ "access_token": access_token })))
}

#[get("/protected")]
#[jwt_required]
async fn protected() -> impl Responder {
    web::Json(json!({ "logged_in_as": get_jwt_identity() }))
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
    async fn each_kind_of_token_has_its_endpoint() {
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
        let to_refresh = || TestRequest::post().uri("/refresh");
        let to_protected = || TestRequest::get().uri("/protected");

        let wrong = with(to_refresh(), &tokens["access_token"]);
        assert_eq!(test::call_service(&app, wrong).await.status(), 422);
        let wrong = with(to_protected(), &tokens["refresh_token"]);
        assert_eq!(test::call_service(&app, wrong).await.status(), 422);

        let right = with(to_refresh(), &tokens["refresh_token"]);
        let refreshed: Value = test::call_and_read_body_json(&app, right).await;
        let right = with(to_protected(), &refreshed["access_token"]);
        let answer: Value = test::call_and_read_body_json(&app, right).await;
        assert_eq!(answer, json!({ "logged_in_as": "test" }));
    }
}
