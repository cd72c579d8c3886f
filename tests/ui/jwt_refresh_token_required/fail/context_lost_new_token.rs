#![deny(warnings)]

use actix_web::{App, HttpResponse, get, rt};
use jwt_fresh::{create_access_token, jwt_refresh_token_required};

#[get("/")]
#[jwt_refresh_token_required]
async fn h() -> HttpResponse {
    rt::spawn(async { create_access_token("test").encode() });
    HttpResponse::Accepted().finish()
}

fn main() {
    let _ = App::new().service(h);
}
