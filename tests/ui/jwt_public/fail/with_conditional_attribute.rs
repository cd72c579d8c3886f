use actix_web::{App, get};
use jwt_fresh::jwt_public;

#[get("/")]
#[jwt_public]
#[cfg_attr(all(), jwt_fresh::jwt_required)]
async fn h() -> &'static str {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
