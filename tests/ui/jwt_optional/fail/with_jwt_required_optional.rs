use actix_web::{App, Responder, get};
use jwt_fresh::{jwt_optional, jwt_required};

#[jwt_optional]
#[get("/")]
#[jwt_required(optional)]
async fn h() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
