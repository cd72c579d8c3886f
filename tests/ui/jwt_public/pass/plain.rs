#![deny(warnings)]

use actix_web::{App, get, post, web};
use jwt_fresh::jwt_public;

#[get("/below")]
#[jwt_public]
async fn below() -> &'static str {
    "hello"
}

#[jwt_public]
#[post("/above")]
async fn above(body: String) -> String {
    body
}

#[jwt_public]
async fn registered() -> &'static str {
    "hello"
}

fn main() {
    let _ = App::new()
        .service(below)
        .service(above)
        .route("/registered", web::get().to(registered));
}
