//! F11: calls of this crate's functions in another task or thread, by each way to name them.

#![deny(warnings)]

use actix_web::{App, HttpResponse, get, rt, web};
use jwt_fresh::jwt_required;
use jwt_fresh::quart::{current_user, get_jwt_claims, get_raw_jwt};

mod prelude {
    pub use jwt_fresh::decode_token;
}

use prelude::*;

#[get("/")]
#[jwt_required]
async fn h() -> HttpResponse {
    rt::spawn(async { println!("{}", get_raw_jwt().len()) });
    web::block(|| self::get_jwt_claims()).await.ok();
    web::block(|| current_user::<u32>()).await.ok();
    rt::spawn(async { jwt_fresh::get_jwt_identity().to_string() });
    rt::spawn(async { ::jwt_fresh::flask::get_jwt_header() });
    std::thread::spawn(|| decode_token("a").is_ok());
    HttpResponse::Accepted().finish()
}

fn main() {
    let _ = App::new().service(h);
}
