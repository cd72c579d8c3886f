use actix_web::{App, Responder, get};
use jwt_fresh::jwt_required;

#[get("/")]
#[jwt_required]
async fn h() -> impl Responder {
    drop(unread_request);
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
