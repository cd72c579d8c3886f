use actix_web::{App, Responder, get};
use jwt_fresh::jwt_required;

#[get("/")]
#[jwt_required(max_age = "5m", max_age = "1h")]
async fn h() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
