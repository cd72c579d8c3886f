//! The site that the browser visits.

use actix_web::{HttpResponse, Responder, get, http::header::ContentType, post, web};
use jwt_fresh::{
    create_access_token, create_refresh_token, get_jwt_identity, jwt_required, set_access_cookies,
    set_refresh_cookies, unset_jwt_cookies,
};
use serde_json::json;

pub fn endpoints(app: &mut web::ServiceConfig) {
    app.service(page)
        .service(login)
        .service(logout)
        .route("/protected", web::to(protected));
}

#[get("/")]
async fn page() -> impl Responder {
    HttpResponse::Ok()
        .content_type(ContentType::html())
        .body("<!doctype html><body>hello</body>")
}

#[post("/login")]
async fn login() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok().json(json!({ "login": true }));
    set_access_cookies(
        &mut response,
        &create_access_token("alice").fresh(true).encode()?,
    )?;
    set_refresh_cookies(&mut response, &create_refresh_token("alice").encode()?)?;
    Ok(response)
}

#[post("/logout")]
async fn logout() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok().json(json!({ "logout": true }));
    unset_jwt_cookies(&mut response)?;
    Ok(response)
}

#[jwt_required]
async fn protected() -> impl Responder {
    web::Json(json!({ "identity": get_jwt_identity() }))
}
