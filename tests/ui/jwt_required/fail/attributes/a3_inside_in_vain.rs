//! A3: names in `inside` that are routes, are not below, or are inside in any case.

use actix_web::get;
use jwt_fresh::jwt_required;
use tracing::instrument;
use tracing::instrument as register;

#[jwt_required(inside(get))]
#[get("/a")]
async fn route() -> &'static str {
    "hello"
}

#[register]
#[jwt_required(inside(register))]
async fn above() -> &'static str {
    "hello"
}

#[jwt_required(inside(instrument))]
#[instrument]
async fn known() -> &'static str {
    "hello"
}

fn main() {
    let _ = actix_web::App::new().service(route);
}
