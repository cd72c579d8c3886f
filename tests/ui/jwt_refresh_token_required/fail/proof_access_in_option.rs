use actix_web::{App, Responder, get};
use jwt_fresh::{Access, jwt_refresh_token_required};

#[get("/")]
#[jwt_refresh_token_required]
async fn h(_who: Option<Access>) -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
