#![deny(warnings)]

use actix_web::{App, HttpResponse, get, rt};
use jwt_fresh::{fresh_jwt_required, get_jwt_identity, get_jwt_request_location};

#[get("/")]
#[fresh_jwt_required]
async fn h() -> HttpResponse {
    rt::spawn(async {
        println!("{}", get_jwt_identity());
        println!("{:?}", get_jwt_request_location());
    });
    HttpResponse::Accepted().finish()
}

fn main() {
    let _ = App::new().service(h);
}
