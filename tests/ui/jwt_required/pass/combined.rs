use actix_web::{App, Responder, get};
use jwt_fresh::jwt_required;

#[get("/fresh")]
#[jwt_required(optional, fresh)]
async fn fresh() -> impl Responder {
    "hello"
}

#[get("/refresh")]
#[jwt_required(refresh, optional, crate = ::jwt_fresh,)]
async fn refresh() -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(fresh).service(refresh);
}
