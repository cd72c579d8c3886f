use actix_web::{App, Responder, get};
use jwt_fresh::{Caller, jwt_refresh_token_required};

async fn may_enter(caller: &Caller) -> Result<bool, std::io::Error> {
    Ok(caller.token().claims()["tenant"] == "acme")
}

#[get("/")]
#[jwt_refresh_token_required(verify = crate::may_enter)]
async fn h() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
