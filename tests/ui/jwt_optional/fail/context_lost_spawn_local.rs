#![deny(warnings)]

use actix_web::{App, HttpResponse, get};
use jwt_fresh::{get_current_user, jwt_optional};

#[get("/")]
#[jwt_optional]
async fn h() -> HttpResponse {
    let set = tokio::task::LocalSet::new();
    set.spawn_local(async { get_current_user::<String>() });
    HttpResponse::Accepted().finish()
}

fn main() {
    let _ = App::new().service(h);
}
