#![deny(warnings)]

use actix_web::{App, HttpResponse, get, rt};
use jwt_fresh::{get_jwt_identity, jwt_required};

#[get("/")]
#[jwt_required]
async fn h() -> HttpResponse {
    rt::spawn(async { println!("a report for {}", get_jwt_identity()) });
    HttpResponse::Accepted().finish()
}

fn main() {
    let _ = App::new().service(h);
}
