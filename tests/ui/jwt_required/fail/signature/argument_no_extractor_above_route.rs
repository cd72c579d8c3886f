use actix_web::{App, Responder, get};
use jwt_fresh::jwt_required;

#[jwt_required]
#[get("/")]
async fn h(names: Vec<String>) -> impl Responder {
    names.join(", ")
}

fn main() {
    let _ = App::new().service(h);
}
