use actix_web::{Responder, web};
use jwt_fresh::{Rotated, jwt_required};

#[jwt_required(rotate)]
async fn refresh(rotated: Rotated) -> impl Responder {
    web::Json(rotated.tokens().clone())
}

fn main() {}
