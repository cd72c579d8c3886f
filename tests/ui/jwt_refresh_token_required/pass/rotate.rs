use actix_web::{Responder, web};
use jwt_fresh::{Rotated, jwt_refresh_token_required, jwt_required};

#[jwt_refresh_token_required(rotate)]
async fn refresh(rotated: Rotated) -> impl Responder {
    web::Json(rotated.tokens().clone())
}

#[jwt_required(refresh, rotate)]
async fn by_path(body: String, rotated: jwt_fresh::Rotated) -> String {
    format!("{body} {}", rotated.access_token())
}

#[jwt_refresh_token_required(rotate, locations("cookies"))]
async fn cookies_are_set() -> impl Responder {
    "done"
}

fn main() {
    let _ = actix_web::App::new()
        .route("/refresh", web::post().to(refresh))
        .route("/path", web::post().to(by_path))
        .route("/cookies", web::post().to(cookies_are_set));
}
