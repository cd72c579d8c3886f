//! Two mistakes in two arguments are two errors.

use actix_web::{App, Responder, post, web};
use jwt_fresh::{Fresh, jwt_required};

struct Order;

#[post("/")]
#[jwt_required]
async fn h(_who: Fresh, _order: web::Json<Order>) -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
