//! A `Self` that belongs to an item inside the body makes no method of the handler.

use actix_web::{App, Responder, get};
use jwt_fresh::jwt_required;

#[get("/")]
#[jwt_required]
async fn h() -> impl Responder {
    #[derive(Clone, PartialEq)]
    struct Page(&'static str);

    impl Page {
        fn new() -> Self {
            Self("hello")
        }
    }

    Page::new().0
}

fn main() {
    let _ = App::new().service(h);
}
