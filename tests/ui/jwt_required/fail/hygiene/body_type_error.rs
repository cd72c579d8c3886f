use actix_web::{App, get};
use jwt_fresh::jwt_required;

#[get("/")]
#[jwt_required]
async fn h() -> String {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
