use actix_web::{App, get};
use jwt_fresh::{jwt_public, jwt_required};

#[get("/")]
#[jwt_public]
#[jwt_required]
async fn h() -> &'static str {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
