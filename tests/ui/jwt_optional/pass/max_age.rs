use actix_web::{App, Responder, get};
use jwt_fresh::jwt_optional;

#[get("/")]
#[jwt_optional(max_age = "7d")]
async fn h() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
