#![deny(missing_docs)]

//! Documented.

use actix_web::Responder;
use jwt_fresh::jwt_required;

#[jwt_required]
pub async fn h() -> impl Responder {
    "hello"
}

fn main() {}
