use actix_web::{App, Responder, get, post};
use jwt_fresh::jwt_optional;

#[get("/below")]
#[jwt_optional]
async fn below() -> impl Responder {
    "hello"
}

#[jwt_optional]
#[get("/above")]
async fn above() -> impl Responder {
    "hello"
}

#[post("/parentheses")]
#[jwt_optional(crate = ::jwt_fresh)]
async fn parentheses() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(below).service(above).service(parentheses);
}
