use actix_web::{App, Responder, get};
use jwt_fresh::fresh_jwt_required;

#[get("/")]
#[fresh_jwt_required(max_age = "90s")]
async fn h() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
