//! The docs of a handler stay on what the crate shows.
#![deny(missing_docs)]

use actix_web::{Responder, get, web};
use jwt_fresh::jwt_required;
use jwt_fresh_tests::in_process::protected;

/// A line,
/// and another.
#[get("/")]
#[jwt_required]
/// Between the attributes.
pub async fn below() -> impl Responder {
    "below"
}

/** A block. */
#[jwt_required]
#[doc = concat!("made", " up")]
pub async fn plain() -> impl Responder {
    "plain"
}

#[actix_web::test]
async fn a_documented_handler_is_protected() {
    assert_eq!(
        protected(
            |app| {
                app.service(below);
            },
            "/"
        )
        .await,
        "below"
    );
    let app = |app: &mut web::ServiceConfig| {
        app.route("/", web::get().to(plain));
    };
    assert_eq!(protected(app, "/").await, "plain");
}
