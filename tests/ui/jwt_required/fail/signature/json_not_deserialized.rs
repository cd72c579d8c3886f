use actix_web::{App, Responder, post, web};
use jwt_fresh::jwt_required;

struct Order {
    _amount: u32,
}

#[post("/")]
#[jwt_required]
async fn h(_order: web::Json<Order>) -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
