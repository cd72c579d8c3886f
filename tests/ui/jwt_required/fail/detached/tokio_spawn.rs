#![deny(warnings)]

use actix_web::{App, HttpResponse, get};
use jwt_fresh::{get_jwt, jwt_required};

#[get("/")]
#[jwt_required]
async fn h() -> HttpResponse {
    tokio::spawn(async move { println!("{}", get_jwt()["sub"]) });
    HttpResponse::Accepted().finish()
}

fn main() {
    let _ = App::new().service(h);
}
