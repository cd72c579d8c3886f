#![deny(warnings)]

use actix_web::{App, HttpResponse, get, rt};
use jwt_fresh::{WithJwtContext, get_jwt_identity, jwt_required};

#[get("/")]
#[jwt_required]
async fn h() -> HttpResponse {
    rt::spawn(async {
        rt::spawn(async { println!("{}", get_jwt_identity()) }.with_jwt_context());
    });
    HttpResponse::Accepted().finish()
}

fn main() {
    let _ = App::new().service(h);
}
