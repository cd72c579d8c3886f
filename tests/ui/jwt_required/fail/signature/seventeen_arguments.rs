use actix_web::{App, HttpRequest, Responder, get};
use jwt_fresh::jwt_required;

type R = HttpRequest;

#[get("/")]
#[jwt_required]
#[rustfmt::skip]
async fn h(
    _: R, _: R, _: R, _: R, _: R, _: R, _: R, _: R, _: R, _: R, _: R, _: R, _: R, _: R, _: R, _: R,
    _: R,
) -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
