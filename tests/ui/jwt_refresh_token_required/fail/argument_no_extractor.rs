use actix_web::{App, Responder, get};
use jwt_fresh::jwt_refresh_token_required;

#[get("/")]
#[jwt_refresh_token_required]
async fn h(token: &'static str) -> impl Responder {
    token
}

fn main() {
    let _ = App::new().service(h);
}
