use actix_web::{App, Responder, get};
use jwt_fresh::{Fresh, fresh_jwt_required};

#[get("/")]
#[fresh_jwt_required(optional)]
async fn h(_who: Fresh) -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
