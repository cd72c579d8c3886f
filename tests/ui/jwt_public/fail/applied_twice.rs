use actix_web::{App, get};
use jwt_fresh::jwt_public;

#[jwt_public]
#[get("/")]
#[jwt_public]
async fn h() -> &'static str {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
