//! The page that both libraries' documentation shows, ported line by line.

use actix_web::{HttpResponse, Responder, get, post, web};
use jwt_fresh::{
    Result, create_access_token, create_refresh_token, fresh_jwt_required, get_jwt_identity,
    jwt_refresh_token_required, jwt_required,
};
use serde_json::{Value, json};

pub fn configure(app: &mut web::ServiceConfig) {
    app.service(login)
        .service(fresh_login)
        .service(refresh)
        .service(protected)
        .service(protected_fresh);
}

#[post("/login")]
async fn login(credentials: web::Json<Value>) -> Result<HttpResponse> {
    if !is_right(&credentials) {
        return Ok(bad_username_or_password());
    }
    Ok(HttpResponse::Ok().json(json!({
        "access_token": create_access_token("test").fresh(true).encode()?,
        "refresh_token": create_refresh_token("test").encode()?,
    })))
}

#[post("/fresh-login")]
async fn fresh_login(credentials: web::Json<Value>) -> Result<HttpResponse> {
    if !is_right(&credentials) {
        return Ok(bad_username_or_password());
    }
    let access_token = create_access_token("test").fresh(true).encode()?;
    Ok(HttpResponse::Ok().json(json!({ "access_token": access_token })))
}

#[post("/refresh")]
#[jwt_refresh_token_required]
async fn refresh() -> Result<impl Responder> {
    let access_token = create_access_token(get_jwt_identity())
        .fresh(false)
        .encode()?;
    Ok(web::Json(json!({ "access_token": access_token })))
}

#[get("/protected")]
#[jwt_required]
async fn protected() -> impl Responder {
    web::Json(json!({ "logged_in_as": get_jwt_identity() }))
}

#[get("/protected-fresh")]
#[fresh_jwt_required]
async fn protected_fresh() -> impl Responder {
    web::Json(json!({ "fresh_logged_in_as": get_jwt_identity() }))
}

/// What is no object has no user name in it, and no password.
fn is_right(credentials: &Value) -> bool {
    credentials["username"] == "test" && credentials["password"] == "test"
}

fn bad_username_or_password() -> HttpResponse {
    HttpResponse::Unauthorized().json(json!({ "msg": "Bad username or password" }))
}
