use actix_web::{Responder, web};
use jwt_fresh::{Rotated, jwt_refresh_token_required};

#[jwt_refresh_token_required(rotate, optional)]
async fn refresh(rotated: Rotated) -> impl Responder {
    web::Json(rotated.tokens().clone())
}

fn main() {}
