use actix_web::{App, HttpRequest, Responder, get};
use jwt_fresh::{DecodedToken, jwt_required};

fn may_enter(_: &DecodedToken, _: &HttpRequest) -> Result<bool, u32> {
    Err(7)
}

#[get("/")]
#[jwt_required(verify = may_enter)]
async fn h() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
