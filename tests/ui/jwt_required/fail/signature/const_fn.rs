use actix_web::web;
use jwt_fresh::jwt_required;

#[jwt_required]
const fn h() -> &'static str {
    "hello"
}

fn main() {
    let _ = web::get().to(h);
}
