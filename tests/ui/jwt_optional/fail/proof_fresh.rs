use actix_web::{App, Responder, get};
use jwt_fresh::{Fresh, jwt_optional};

#[get("/")]
#[jwt_optional(fresh)]
async fn h(_who: Fresh) -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
