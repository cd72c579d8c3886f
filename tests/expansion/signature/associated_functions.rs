//! F5: a function without `self` and `Self` may lie in an `impl` block.

use actix_web::{Responder, web};
use jwt_fresh::jwt_required;
use jwt_fresh_tests::in_process::protected;

struct Pages;

impl Pages {
    #[jwt_required]
    async fn start() -> impl Responder {
        "start"
    }
}

#[actix_web::test]
async fn an_associated_function_is_protected() {
    let app = |app: &mut web::ServiceConfig| {
        app.route("/", web::get().to(Pages::start));
    };
    assert_eq!(protected(app, "/").await, "start");
}
