use actix_web::{App, Responder, get};
use jwt_fresh::{Access, jwt_required};

#[get("/")]
#[jwt_required(optional)]
async fn h(_who: Access) -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
