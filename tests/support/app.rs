//! A small app: one endpoint for each attribute, and login and log-out with cookies.

use actix_web::{HttpResponse, Responder, web};
use jwt_fresh::{
    create_access_token, create_refresh_token, fresh_jwt_required, get_jwt, get_jwt_identity,
    jwt_optional, jwt_refresh_token_required, jwt_required, set_access_cookies,
    set_refresh_cookies, unset_jwt_cookies,
};
use serde_json::json;

/// The four kinds of endpoint, and an open one: `/protected`, `/fresh`, `/refresh`, `/optional`,
/// `/open`. Each takes any method and answers
/// `{"endpoint": "...", "identity": ..., "claims": {...}}`.
pub fn endpoints(app: &mut web::ServiceConfig) {
    app.route("/protected", web::to(protected))
        .route("/fresh", web::to(fresh))
        .route("/refresh", web::to(refresh))
        .route("/optional", web::to(optional))
        .route("/open", web::to(open));
}

#[jwt_required]
async fn protected() -> impl Responder {
    echo("protected")
}

#[fresh_jwt_required]
async fn fresh() -> impl Responder {
    echo("fresh")
}

#[jwt_refresh_token_required]
async fn refresh() -> impl Responder {
    echo("refresh")
}

#[jwt_optional]
async fn optional() -> impl Responder {
    echo("optional")
}

async fn open() -> impl Responder {
    echo("open")
}

fn echo(endpoint: &str) -> impl Responder + use<> {
    web::Json(json!({
        "endpoint": endpoint,
        "identity": get_jwt_identity(),
        "claims": get_jwt(),
    }))
}

/// Logs `test` in: sets the cookies of a fresh access token and of a refresh token.
pub async fn log_in() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok().finish();
    let access = create_access_token("test").fresh(true).encode()?;
    set_access_cookies(&mut response, &access)?;
    set_refresh_cookies(&mut response, &create_refresh_token("test").encode()?)?;
    Ok(response)
}

/// Logs out: unsets all cookies.
pub async fn log_out() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok().finish();
    unset_jwt_cookies(&mut response)?;
    Ok(response)
}
