//! F14: constants that are no valid role, scope, location or time.

use actix_web::Responder;
use jwt_fresh::jwt_required;

const BLANK: &str = " ";
const TWO: &str = "read write";
const HEADER: &str = "header";
const MINUTES: &str = "5 min";
const ZERO: &str = "0s";

#[jwt_required(roles("a", any(BLANK, "b")))]
async fn role() -> impl Responder {
    "hello"
}

#[jwt_required(scopes(TWO))]
async fn scope() -> impl Responder {
    "hello"
}

#[jwt_required(locations(HEADER))]
async fn location() -> impl Responder {
    "hello"
}

#[jwt_required(max_age = MINUTES)]
async fn time() -> impl Responder {
    "hello"
}

#[jwt_required(max_age = ZERO)]
async fn zero() -> impl Responder {
    "hello"
}

fn main() {}
