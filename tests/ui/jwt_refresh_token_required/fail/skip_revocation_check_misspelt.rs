use actix_web::{App, Responder, get};
use jwt_fresh::jwt_refresh_token_required;

#[get("/")]
#[jwt_refresh_token_required(skip_revocation)]
async fn h() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
