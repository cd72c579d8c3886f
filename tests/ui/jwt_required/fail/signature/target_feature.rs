use actix_web::{App, Responder, get};
use jwt_fresh::jwt_required;

#[get("/")]
#[jwt_required]
#[cfg_attr(target_arch = "x86_64", target_feature(enable = "sse4.2"))]
#[cfg_attr(target_arch = "aarch64", target_feature(enable = "neon"))]
async fn h() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
