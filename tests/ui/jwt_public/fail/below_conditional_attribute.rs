use actix_web::{App, get};
use jwt_fresh::jwt_public;

#[get("/")]
#[cfg_attr(all(), jwt_fresh::jwt_required)]
#[jwt_public]
async fn h() -> &'static str {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
