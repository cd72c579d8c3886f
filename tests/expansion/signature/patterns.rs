//! Arguments that are patterns.

#![allow(clippy::toplevel_ref_arg, reason = "odd patterns are what is tested")]

use actix_web::{HttpRequest, Responder, get, web};
use jwt_fresh::jwt_required;
use jwt_fresh_tests::in_process::protected;
use serde::Deserialize;

#[derive(Deserialize)]
struct Page {
    number: u32,
    size: u32,
}

#[get("/{id}")]
#[jwt_required]
async fn mutable(mut id: web::Path<u32>) -> impl Responder {
    *id += 1;
    id.to_string()
}

#[get("/{a}/{b}")]
#[jwt_required]
async fn nested(path: web::Path<(u32, u32)>, _: HttpRequest) -> impl Responder {
    let (a, b) = path.into_inner();
    (a + b).to_string()
}

#[jwt_required]
#[get("/{number}/{size}")]
async fn destructured(
    web::Query(query): web::Query<Vec<(String, String)>>,
    web::Json(()): web::Json<()>,
) -> impl Responder {
    query.len().to_string()
}

#[get("/page")]
#[jwt_required]
async fn fields(
    web::Query(Page { number, mut size }): web::Query<Page>,
    ref request: HttpRequest,
) -> impl Responder {
    size += 1;
    format!("{} {number} {size}", request.path())
}

#[actix_web::test]
async fn patterns_are_left_alone() {
    assert_eq!(
        protected(
            |app| {
                app.service(mutable);
            },
            "/7"
        )
        .await,
        "8"
    );
    assert_eq!(
        protected(
            |app| {
                app.service(nested);
            },
            "/3/4"
        )
        .await,
        "7"
    );
    let uri = "/page?number=2&size=10";
    assert_eq!(
        protected(
            |app| {
                app.service(fields);
            },
            uri
        )
        .await,
        "/page 2 11"
    );
    let request = || actix_web::test::TestRequest::with_uri("/1/2?a=b").set_json(());
    let app = |app: &mut web::ServiceConfig| {
        app.service(destructured);
    };
    assert_eq!(
        jwt_fresh_tests::in_process::protected_request(app, request).await,
        "1"
    );
}
