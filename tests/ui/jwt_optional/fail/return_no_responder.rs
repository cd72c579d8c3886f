use actix_web::{App, get};
use jwt_fresh::jwt_optional;

#[get("/")]
#[jwt_optional]
async fn h() -> Option<u32> {
    None
}

fn main() {
    let _ = App::new().service(h);
}
