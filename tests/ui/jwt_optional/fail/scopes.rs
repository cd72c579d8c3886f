use actix_web::{App, Responder, get};
use jwt_fresh::jwt_optional;

#[get("/")]
#[jwt_optional(scopes("read"))]
async fn h() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
