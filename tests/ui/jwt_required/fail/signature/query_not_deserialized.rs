use actix_web::{App, Responder, get, web};
use jwt_fresh::jwt_required;

struct Page;

type Pages = Vec<Page>;

#[get("/")]
#[jwt_required]
async fn h(_pages: Option<web::Query<Pages>>) -> impl Responder {
    "hello"
}

fn main() {
    let _ = App::new().service(h);
}
