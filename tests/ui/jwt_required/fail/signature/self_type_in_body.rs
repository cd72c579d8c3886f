use actix_web::{Responder, web};
use jwt_fresh::jwt_required;

struct Page;

impl Page {
    const TEXT: &'static str = "hello";

    #[jwt_required]
    async fn show() -> impl Responder {
        format!("{}!", Self::TEXT)
    }
}

fn main() {
    let _ = web::get().to(Page::show);
}
