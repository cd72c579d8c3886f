//! Above or below the route attribute, and between others: every order protects.

use actix_web::{Responder, get, web};
use jwt_fresh::{fresh_jwt_required, jwt_required};
use jwt_fresh_tests::in_process::{protected, statuses};

#[get("/")]
#[jwt_required]
async fn below() -> impl Responder {
    "below"
}

#[jwt_required]
#[get("/")]
async fn above() -> impl Responder {
    "above"
}

#[jwt_required]
#[actix_web::get("/")]
async fn above_a_path() -> impl Responder {
    "above a path"
}

/// Documented.
#[allow(unused_mut)]
#[jwt_required]
#[doc(hidden)]
#[get("/")]
#[inline]
async fn between() -> impl Responder {
    "between"
}

#[jwt_required]
async fn without_a_route() -> impl Responder {
    "without a route"
}

#[fresh_jwt_required]
#[get("/")]
async fn above_fresh() -> impl Responder {
    "above"
}

#[get("/")]
#[fresh_jwt_required]
async fn below_fresh() -> impl Responder {
    "below"
}

#[actix_web::test]
async fn every_order_protects() {
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
    assert_eq!(
        protected(
            |app| {
                app.service(above);
            },
            "/"
        )
        .await,
        "above"
    );
    assert_eq!(
        protected(
            |app| {
                app.service(above_a_path);
            },
            "/"
        )
        .await,
        "above a path"
    );
    assert_eq!(
        protected(
            |app| {
                app.service(between);
            },
            "/"
        )
        .await,
        "between"
    );
    let by_hand = |app: &mut web::ServiceConfig| {
        app.route("/", web::get().to(without_a_route));
    };
    assert_eq!(protected(by_hand, "/").await, "without a route");
}

#[actix_web::test]
async fn every_order_asks_for_the_same() {
    let answers_above = statuses(
        |app| {
            app.service(above_fresh);
        },
        "/",
    )
    .await;
    let answers_below = statuses(
        |app| {
            app.service(below_fresh);
        },
        "/",
    )
    .await;
    assert_eq!(answers_above, [401, 401, 200, 422]);
    assert_eq!(answers_below, answers_above);
}
