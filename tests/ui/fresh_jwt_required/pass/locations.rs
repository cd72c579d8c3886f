use actix_web::{App, Responder, get};
use jwt_fresh::fresh_jwt_required;

#[get("/")]
#[fresh_jwt_required(locations("headers"))]
async fn h() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
