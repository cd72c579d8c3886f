use actix_web::{App, HttpRequest, Responder, get};
use jwt_fresh::{DecodedToken, jwt_required};

fn may_enter(_: &DecodedToken, _: &HttpRequest) -> &'static str {
    "yes"
}

#[get("/")]
#[jwt_required(verify = may_enter)]
async fn h() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
