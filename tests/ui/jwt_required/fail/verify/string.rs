use actix_web::{App, Responder, get};
use jwt_fresh::{Caller, jwt_required};

fn may_enter(caller: &Caller) -> bool {
    caller.token().claims()["tenant"] == *caller.request().path()
}

#[get("/")]
#[jwt_required(verify = "may_enter")]
async fn h() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
