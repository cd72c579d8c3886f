//! The token freshness page of Quart-JWT-Extended. The main README has the curl lines to try it.
//!
//! `cargo run -p jwt-fresh-examples --example token_freshness`

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{
    JwtConfig, JwtManager, create_access_token, create_refresh_token, fresh_jwt_required,
    get_jwt_identity, jwt_refresh_token_required, jwt_required,
};
use jwt_fresh_examples::listen_address;
use serde_json::{Value, json};

// The standard login. It issues a fresh access token and a refresh token.
#[post("/login")]
async fn login(body: web::Json<Value>) -> jwt_fresh::Result<HttpResponse> {
    let username = &body["username"];
    let password = &body["password"];
    if username != "test" || password != "test" {
        return Ok(HttpResponse::Unauthorized().json(json!({ "msg": "Bad username or password" })));
    }

    // `fresh` marks an access token as fresh or not. The username and the password were just
    // checked, so this one is fresh.
    let ret = json!({
        "access_token": create_access_token(username).fresh(true).encode()?,
        "refresh_token": create_refresh_token(username).encode()?,
    });
    Ok(HttpResponse::Ok().json(ret))
}

// The refresh endpoint. It issues a new access token for the refresh token. That one is not fresh,
// because no password was checked.
#[post("/refresh")]
#[jwt_refresh_token_required]
async fn refresh() -> jwt_fresh::Result<impl Responder> {
    let current_user = get_jwt_identity();
    let new_token = create_access_token(current_user).fresh(false).encode()?;
    let ret = json!({ "access_token": new_token });
    Ok(web::Json(ret))
}

// The fresh login, for a user who needs a fresh token and has to enter the password again. Unlike
// the standard login, it issues no refresh token: the client already has one.
#[post("/fresh-login")]
async fn fresh_login(body: web::Json<Value>) -> jwt_fresh::Result<HttpResponse> {
    let username = &body["username"];
    let password = &body["password"];
    if username != "test" || password != "test" {
        return Ok(HttpResponse::Unauthorized().json(json!({ "msg": "Bad username or password" })));
    }

    let new_token = create_access_token(username).fresh(true).encode()?;
    let ret = json!({ "access_token": new_token });
    Ok(HttpResponse::Ok().json(ret))
}

// Accepts any valid access token.
#[get("/protected")]
#[jwt_required]
async fn protected() -> impl Responder {
    let username = get_jwt_identity();
    web::Json(json!({ "logged_in_as": username }))
}

// Accepts fresh access tokens only.
#[get("/protected-fresh")]
#[fresh_jwt_required]
async fn protected_fresh() -> impl Responder {
    let username = get_jwt_identity();
    web::Json(json!({ "fresh_logged_in_as": username }))
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.service(login)
        .service(refresh)
        .service(fresh_login)
        .service(protected)
        .service(protected_fresh);
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let jwt = JwtManager::new(JwtConfig::quart("super-secret")) // Change this!
        ?;

    HttpServer::new(move || App::new().wrap(jwt.clone()).configure(endpoints))
        .bind(listen_address()?)?
        .run()
        .await
}

#[cfg(test)]
mod tests {
    use actix_web::{http::Method, test};

    use super::*;

    #[actix_web::test]
    async fn a_refreshed_token_is_not_fresh() {
        let jwt = JwtManager::new(JwtConfig::quart("super-secret")).unwrap();
        let app = test::init_service(App::new().wrap(jwt).configure(endpoints)).await;
        let body = json!({ "username": "test", "password": "test" });
        let request = test::TestRequest::post()
            .uri("/login")
            .set_json(&body)
            .to_request();
        let tokens: Value = test::call_and_read_body_json(&app, request).await;
        let with = |uri: &str, token: &Value| {
            let token = format!("Bearer {}", token.as_str().unwrap());
            test::TestRequest::with_uri(uri).insert_header(("Authorization", token))
        };

        let request = with("/protected-fresh", &tokens["access_token"]).to_request();
        let answer: Value = test::call_and_read_body_json(&app, request).await;
        assert_eq!(answer, json!({ "fresh_logged_in_as": "test" }));

        let request = with("/refresh", &tokens["refresh_token"])
            .method(Method::POST)
            .to_request();
        let refreshed: Value = test::call_and_read_body_json(&app, request).await;
        let request = with("/protected-fresh", &refreshed["access_token"]).to_request();
        assert_eq!(test::call_service(&app, request).await.status(), 401);
        let request = with("/protected", &refreshed["access_token"]).to_request();
        assert_eq!(test::call_service(&app, request).await.status(), 200);
    }
}
