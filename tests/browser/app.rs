//! The app that the browser visits.

use actix_web::{HttpResponse, Responder, get, http::header::ContentType, web};
use jwt_fresh_tests::{log_in, log_out};

pub fn endpoints(app: &mut web::ServiceConfig) {
    jwt_fresh_tests::endpoints(app);
    app.service(page)
        .route("/login", web::post().to(log_in))
        .route("/logout", web::post().to(log_out));
}

#[get("/")]
async fn page() -> impl Responder {
    HttpResponse::Ok()
        .content_type(ContentType::html())
        .body("<!doctype html><body>hello</body>")
}
