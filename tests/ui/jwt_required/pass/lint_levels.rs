#![deny(warnings, unfulfilled_lint_expectations)]

use actix_web::{App, Responder, get};
use jwt_fresh::jwt_required;

#[get("/allow")]
#[jwt_required]
#[allow(unused_variables)]
async fn allow(body: String) -> impl Responder {
    "hello"
}

#[expect(unused_variables)]
#[jwt_required]
#[get("/expect")]
async fn expect(body: String) -> impl Responder {
    "hello"
}

#[expect(dead_code)]
#[jwt_required]
async fn never_registered() -> impl Responder {
    "hello"
}

#[jwt_required]
#[allow(dead_code)]
async fn never_registered_either() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(allow).service(expect);
}
