use actix_web::{App, FromRequest, Responder, get};
use jwt_fresh::jwt_required;

#[get("/")]
#[jwt_required]
async fn h(_from: impl FromRequest) -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
