use actix_web::{App, HttpRequest, Responder, get};
use jwt_fresh::{DecodedToken, jwt_required};

fn may_enter(token: &DecodedToken, request: &HttpRequest) -> bool {
    token.claims()["tenant"] == *request.path()
}

#[get("/")]
#[jwt_required(verify = may_entr)]
async fn h() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
