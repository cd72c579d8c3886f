//! F2: a user type without `Clone`, in each argument that hands out the user.

use actix_web::Responder;
use jwt_fresh::{CurrentUser, jwt_optional, jwt_required};

struct User;

type Me = CurrentUser<User>;

#[jwt_optional]
async fn optional(_user: Option<CurrentUser<User>>) -> impl Responder {
    "hello"
}

#[jwt_required]
async fn alias(_user: Me) -> impl Responder {
    "hello"
}

fn main() {}
