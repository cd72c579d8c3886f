use actix_web::{App, Responder, get, post};
use jwt_fresh::jwt_refresh_token_required;

#[get("/below")]
#[jwt_refresh_token_required]
async fn below() -> impl Responder {
    "hello"
}

#[jwt_refresh_token_required]
#[get("/above")]
async fn above() -> impl Responder {
    "hello"
}

#[post("/parentheses")]
#[jwt_refresh_token_required(crate = ::jwt_fresh)]
async fn parentheses() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(below).service(above).service(parentheses);
}
