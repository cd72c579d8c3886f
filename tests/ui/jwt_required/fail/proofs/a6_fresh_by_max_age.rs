//! A6: a recent login does not make a token fresh: it may come from a refresh.

use actix_web::{Responder, get};
use jwt_fresh::{Access, Fresh, jwt_optional, jwt_required};

#[get("/a")]
#[jwt_required(max_age = "365d")]
async fn recent(_who: Fresh) -> impl Responder {
    ""
}

#[jwt_optional(max_age = "5m")]
#[get("/b")]
async fn optional(_who: Option<Fresh>) -> impl Responder {
    ""
}

#[get("/c")]
#[jwt_required(max_age = "5m")]
async fn access(_who: Access) -> impl Responder {
    ""
}

fn main() {
    let _ = actix_web::App::new()
        .service(recent)
        .service(optional)
        .service(access);
}
