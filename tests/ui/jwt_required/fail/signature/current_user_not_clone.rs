use actix_web::{App, Responder, get};
use jwt_fresh::{CurrentUser, jwt_required};

struct User;

#[get("/")]
#[jwt_required]
async fn h(_user: CurrentUser<User>) -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
