//! F14: constants of another type, that do not exist, or that the attribute can't name.

use actix_web::Responder;
use jwt_fresh::jwt_required;

enum Role {
    Admin,
}

trait Named {
    const SCOPE: &'static str;
}

const SECONDS: u64 = 300;

#[jwt_required(roles(Role::Admin))]
async fn role() -> impl Responder {
    "hello"
}

#[jwt_required(max_age = SECONDS)]
async fn time() -> impl Responder {
    "hello"
}

#[jwt_required(scopes(MISSING))]
async fn scope() -> impl Responder {
    "hello"
}

#[jwt_required(scopes(T::SCOPE))]
async fn generic<T: Named>() -> impl Responder {
    "hello"
}

struct Views;

impl Views {
    const ADMIN: &str = "admin";

    #[jwt_required(roles(Self::ADMIN))]
    async fn view() -> impl Responder {
        "hello"
    }
}

fn main() {
    let _ = Role::Admin;
}
