use actix_web::{App, HttpRequest, Responder, get};
use jwt_fresh::{DecodedToken, jwt_refresh_token_required};

async fn may_enter(token: &DecodedToken, _: &HttpRequest) -> Result<bool, std::io::Error> {
    Ok(token.claims()["tenant"] == "acme")
}

#[get("/")]
#[jwt_refresh_token_required(verify = crate::may_enter)]
async fn h() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
