#![deny(warnings)]

use actix_web::{App, HttpResponse, get, web};
use jwt_fresh::{get_jwt_identity, jwt_required};

#[get("/")]
#[jwt_required]
async fn h() -> HttpResponse {
    let _name = web::block(|| get_jwt_identity().to_string()).await;
    HttpResponse::Accepted().finish()
}

fn main() {
    let _ = App::new().service(h);
}
