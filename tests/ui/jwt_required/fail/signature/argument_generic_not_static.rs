use actix_web::{FromRequest, Responder, web};
use jwt_fresh::jwt_required;

#[jwt_required]
async fn h<T: FromRequest>(_from: T) -> impl Responder {
    "hello"
}

fn main() {
    let _ = web::get().to(h::<web::Bytes>);
}
