use actix_web::{App, Responder, get, post};
use jwt_fresh::fresh_jwt_required;

#[get("/below")]
#[fresh_jwt_required]
async fn below() -> impl Responder {
    "hello"
}

#[fresh_jwt_required]
#[get("/above")]
async fn above() -> impl Responder {
    "hello"
}

#[post("/parentheses")]
#[fresh_jwt_required(crate = ::jwt_fresh)]
async fn parentheses() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(below).service(above).service(parentheses);
}
