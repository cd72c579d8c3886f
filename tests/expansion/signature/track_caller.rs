//! `#[track_caller]` on a handler, in each of its places.
//!
//! On an async function it has no effect in stable Rust, and rustc warns about it.
#![allow(
    ungated_async_fn_track_caller,
    reason = "the attribute without effect is what is tested"
)]

use actix_web::{
    Responder, get,
    web::{ServiceConfig, scope},
};
use jwt_fresh::jwt_required;
use jwt_fresh_tests::in_process::{protected, statuses};

#[track_caller]
#[get("/")]
#[jwt_required]
async fn above() -> impl Responder {
    "above"
}

#[get("/")]
#[track_caller]
#[jwt_required]
async fn between() -> impl Responder {
    "between"
}

#[get("/")]
#[jwt_required]
#[track_caller]
async fn below() -> impl Responder {
    "below"
}

#[jwt_required(fresh)]
#[track_caller]
#[get("/")]
async fn above_route() -> impl Responder {
    "above the route"
}

#[actix_web::test]
async fn a_handler_with_track_caller_is_protected() {
    let configure = |app: &mut ServiceConfig| {
        app.service(scope("/above").service(above))
            .service(scope("/between").service(between))
            .service(scope("/below").service(below));
    };
    assert_eq!(protected(configure, "/above/").await, "above");
    assert_eq!(protected(configure, "/between/").await, "between");
    assert_eq!(protected(configure, "/below/").await, "below");
}

#[actix_web::test]
async fn a_fresh_handler_with_track_caller_is_protected() {
    let configure = |app: &mut ServiceConfig| {
        app.service(above_route);
    };
    assert_eq!(statuses(configure, "/").await, [401, 401, 200, 422]);
}
