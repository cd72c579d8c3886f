#![deny(warnings)]

use actix_web::{App, HttpResponse, get};
use jwt_fresh::{get_jwt_claims, jwt_required};

#[get("/")]
#[jwt_required]
async fn h() -> HttpResponse {
    std::thread::spawn(|| println!("{}", get_jwt_claims()["role"]));
    HttpResponse::Accepted().finish()
}

fn main() {
    let _ = App::new().service(h);
}
