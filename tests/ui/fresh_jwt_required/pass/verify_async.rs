use actix_web::{App, Responder, get};
use jwt_fresh::{Caller, fresh_jwt_required};

async fn may_enter(caller: &Caller) -> bool {
    caller.token().claims()["tenant"] == *caller.request().path()
}

#[get("/")]
#[fresh_jwt_required(verify = self::may_enter)]
async fn h() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
