//! F5: a function without `self` and `Self` may lie in an `impl` block: nothing ties it to the type.

use actix_web::{App, Responder, web};
use jwt_fresh::jwt_required;

struct Page;

impl Page {
    #[jwt_required]
    async fn show() -> impl Responder {
        "hello"
    }
}

fn main() {
    let _ = App::new().route("/", web::get().to(Page::show));
}
