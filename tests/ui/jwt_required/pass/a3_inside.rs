//! A3: attributes that belong inside, known or named.

#![deny(warnings)]

use actix_web::{App, get, query, web};
use jwt_fresh::{jwt_optional, jwt_required};
use tracing::instrument as register;

#[jwt_required(inside(register))]
#[query("/named/{id}")]
#[register(skip_all, fields(id = %id))]
async fn named(id: web::Path<u32>) -> String {
    id.to_string()
}

#[jwt_optional(fresh, inside(self::register))]
#[get("/named/{id}")]
#[cfg_attr(all(), doc = "Documented.", self::register)]
async fn conditional(id: web::Path<u32>) -> String {
    id.to_string()
}

#[jwt_required]
#[get("/known")]
#[inline(never)]
#[cold]
#[rustfmt::skip]
#[clippy::cognitive_complexity = "20"]
#[allow(clippy::unused_async)]
#[tracing::instrument]
#[cfg_attr(all(), cfg_attr(all(), doc = "Known."))]
async fn known() -> &'static str {
    "hello"
}

#[register]
#[jwt_required]
#[get("/above")]
async fn above() -> &'static str {
    "hello"
}

fn main() {
    let _ = App::new()
        .service(named)
        .service(conditional)
        .service(known)
        .service(above);
}
