//! `#[tracing::instrument]` in each of its three places; it names the arguments of the user.

use actix_web::{Responder, get, web};
use jwt_fresh::jwt_required;
use jwt_fresh_tests::in_process::protected;
use tracing::instrument;

#[instrument(skip(id))]
#[get("/{id}")]
#[jwt_required]
async fn on_top(id: web::Path<u32>) -> impl Responder {
    format!("on top {id}")
}

#[get("/{id}")]
#[instrument(fields(id = %id))]
#[jwt_required]
async fn between(id: web::Path<u32>) -> impl Responder {
    format!("between {id}")
}

#[get("/{id}")]
#[jwt_required]
#[instrument(skip_all, fields(id = %id))]
async fn below(id: web::Path<u32>) -> impl Responder {
    format!("below {id}")
}

#[jwt_required]
#[get("/{id}")]
#[tracing::instrument(level = "debug", ret(Debug), err)]
async fn at_the_bottom(id: web::Path<u32>) -> Result<String, actix_web::Error> {
    Ok(format!("at the bottom {id}"))
}

#[actix_web::test]
async fn instrumented_handlers_are_protected() {
    assert_eq!(
        protected(
            |app| {
                app.service(on_top);
            },
            "/1"
        )
        .await,
        "on top 1"
    );
    assert_eq!(
        protected(
            |app| {
                app.service(between);
            },
            "/2"
        )
        .await,
        "between 2"
    );
    assert_eq!(
        protected(
            |app| {
                app.service(below);
            },
            "/3"
        )
        .await,
        "below 3"
    );
    assert_eq!(
        protected(
            |app| {
                app.service(at_the_bottom);
            },
            "/4"
        )
        .await,
        "at the bottom 4"
    );
}
