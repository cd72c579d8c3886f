use actix_web::web;
use jwt_fresh::jwt_required;

#[jwt_required]
mod pages {
    pub async fn show() -> &'static str {
        "hello"
    }
}

fn main() {
    let _ = web::get().to(pages::show);
}
