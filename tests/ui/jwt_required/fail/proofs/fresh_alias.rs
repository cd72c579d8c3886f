use actix_web::{App, Responder, get};
use jwt_fresh::{Fresh, jwt_required};
use serde::Deserialize;

#[derive(Deserialize)]
struct User {}

type Payer = Fresh<User>;

#[get("/")]
#[jwt_required]
async fn h(_who: Payer) -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
