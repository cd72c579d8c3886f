use actix_web::{App, Responder, get};
use jwt_fresh::jwt_required;

#[get("/")]
#[jwt_required("fresh")]
async fn h() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
