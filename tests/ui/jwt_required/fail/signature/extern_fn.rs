use actix_web::{Responder, web};
use jwt_fresh::jwt_required;

#[jwt_required]
async extern "C" fn h() -> impl Responder {
    "hello"
}

fn main() {
    let _ = web::get().to(h);
}
