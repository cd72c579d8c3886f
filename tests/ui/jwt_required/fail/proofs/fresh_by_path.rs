use actix_web::{App, Responder, get};
use jwt_fresh::{JsonObject, jwt_required};

#[get("/")]
#[jwt_required]
async fn h(_who: jwt_fresh::Fresh<JsonObject>) -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
