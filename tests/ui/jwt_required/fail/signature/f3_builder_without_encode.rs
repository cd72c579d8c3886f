//! F3: `.encode()?` forgotten inside of `json!`, and in a response.

use actix_web::{HttpResponse, post};
use jwt_fresh::{create_access_token, create_refresh_token, jwt_refresh_token_required};
use serde::Serialize;
use serde_json::json;

#[post("/login")]
async fn login() -> jwt_fresh::Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(json!({
        "access_token": create_access_token("test").fresh(true),
        "refresh_token": create_refresh_token("test").encode()?,
    })))
}

#[post("/refresh")]
#[jwt_refresh_token_required]
async fn refresh() -> HttpResponse {
    HttpResponse::Ok().json(create_access_token("test"))
}

#[derive(Serialize)]
struct Tokens<T> {
    access_token: T,
}

#[post("/struct")]
#[jwt_refresh_token_required]
async fn in_a_struct() -> HttpResponse {
    let access_token = create_access_token("test");
    HttpResponse::Ok().json(Tokens { access_token })
}

fn main() {
    let _ = actix_web::App::new().service(login).service(refresh).service(in_a_struct);
}
