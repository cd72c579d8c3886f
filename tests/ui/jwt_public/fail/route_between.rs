use actix_web::{App, get};
use jwt_fresh::{fresh_jwt_required, jwt_public};

#[jwt_public]
#[get("/")]
#[fresh_jwt_required]
async fn h() -> &'static str {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
