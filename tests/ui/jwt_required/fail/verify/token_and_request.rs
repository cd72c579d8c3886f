use actix_web::{App, HttpRequest, Responder, get};
use jwt_fresh::{DecodedToken, jwt_required};

async fn may_enter(token: &DecodedToken, _: &HttpRequest) -> bool {
    token.jti().is_some()
}

#[get("/")]
#[jwt_required(verify = may_enter)]
async fn h() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
