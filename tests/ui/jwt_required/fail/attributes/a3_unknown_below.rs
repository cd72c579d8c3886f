//! A3: an attribute below ours that is not known would get the handler without its protection.

use actix_web::get as fetch;
use jwt_fresh::{fresh_jwt_required, jwt_required};
use tracing::instrument as register;

mod inventory {
    pub use tracing::instrument as trace;
}

#[jwt_required]
#[register]
async fn below() -> &'static str {
    "hello"
}

#[fresh_jwt_required]
#[actix_web::get("/")]
#[inventory::trace]
async fn below_route() -> &'static str {
    "hello"
}

#[jwt_required]
#[fetch("/")]
async fn renamed_route() -> &'static str {
    "hello"
}

#[jwt_required(inside(trace))]
#[cfg_attr(all(), cfg_attr(all(), doc = "Documented.", register(level = "debug")))]
#[inventory::trace]
async fn conditional() -> &'static str {
    "hello"
}

fn main() {}
