//! F14: the path of a `const` in place of a string.

#![deny(warnings)]

use actix_web::{App, Responder, get};
use jwt_fresh::{fresh_jwt_required, jwt_optional, jwt_required};

const ADMIN: &str = "admin";
const WINDOW: &str = "5m";
const HEADERS: &str = "headers";

mod scopes {
    pub(crate) const READ: &str = "read";
    #[allow(non_upper_case_globals)]
    pub(crate) const write: &str = "write";
}

struct Role;

impl Role {
    const STAFF: &str = "staff";
}

#[get("/roles")]
#[jwt_required(roles(ADMIN, "owner", any(Role::STAFF, <Role>::STAFF)), max_age = WINDOW)]
async fn roles() -> impl Responder {
    "hello"
}

#[fresh_jwt_required(scopes(crate::scopes::READ, any(scopes::write, "all")), max_age = self::WINDOW)]
#[get("/scopes")]
async fn scopes_too() -> impl Responder {
    "hello"
}

#[jwt_optional(locations(HEADERS, "cookies"))]
async fn locations() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new()
        .service(roles)
        .service(scopes_too)
        .route("/", actix_web::web::get().to(locations));
}
