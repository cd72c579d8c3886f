use actix_web::{App, Responder, get};
use jwt_fresh::{Fresh, jwt_required};

#[get("/")]
#[jwt_required]
async fn h(_who: Fresh) -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
