#![deny(warnings)]

use actix_web::{App, HttpResponse, get};
use jwt_fresh::{get_jwt_header, jwt_required};

#[get("/")]
#[jwt_required]
async fn h() -> HttpResponse {
    let mut set = tokio::task::JoinSet::new();
    set.spawn(async { get_jwt_header() });
    let _headers = set.join_all().await;
    HttpResponse::Accepted().finish()
}

fn main() {
    let _ = App::new().service(h);
}
