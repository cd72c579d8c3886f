use actix_web::{App, Responder, get};
use jwt_fresh::{Access, jwt_required};

struct User;

#[get("/")]
#[jwt_required]
async fn h(_who: Access<User>) -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
