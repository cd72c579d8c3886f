use actix_web::{Responder, web};
use jwt_fresh::jwt_required;

struct Page;

#[jwt_required]
impl Page {
    async fn show() -> impl Responder {
        "hello"
    }
}

fn main() {
    let _ = web::get().to(Page::show);
}
