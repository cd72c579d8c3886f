use actix_web::{Responder, web};
use jwt_fresh::jwt_required;

struct Page;

impl Page {
    #[jwt_required]
    async fn show(_page: web::Data<Self>) -> impl Responder {
        "hello"
    }
}

fn main() {
    let _ = web::get().to(Page::show);
}
