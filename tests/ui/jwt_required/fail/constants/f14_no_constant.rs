//! F14: expressions that are no constant, and a constant that is named twice.

use actix_web::Responder;
use jwt_fresh::jwt_required;

const ADMIN: &str = "admin";
const WINDOW: &str = "5m";

const fn role_name() -> &'static str {
    "admin"
}

#[jwt_required(roles(role_name()))]
async fn called() -> impl Responder {
    "hello"
}

#[jwt_required(scopes("read", concat!("wri", "te")))]
async fn called_macro() -> impl Responder {
    "hello"
}

#[jwt_required(roles(ADMIN, "owner", any(crate::ADMIN, ADMIN)))]
async fn twice() -> impl Responder {
    "hello"
}

#[jwt_required(max_age = (WINDOW))]
async fn in_parentheses() -> impl Responder {
    "hello"
}

#[jwt_required(max_age = window)]
async fn in_lower_case() -> impl Responder {
    "hello"
}

fn main() {
    let _ = (ADMIN, WINDOW, role_name());
}
