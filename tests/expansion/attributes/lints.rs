//! Nothing that is generated trips a lint: this file compiles, and clippy has nothing to say.
#![deny(
    warnings,
    missing_debug_implementations,
    missing_docs,
    single_use_lifetimes,
    unreachable_pub,
    unused_lifetimes,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::allow_attributes,
    clippy::absolute_paths,
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::let_underscore_must_use,
    clippy::missing_docs_in_private_items,
    clippy::module_name_repetitions,
    clippy::panic,
    clippy::shadow_reuse,
    clippy::shadow_same,
    clippy::shadow_unrelated,
    clippy::todo,
    clippy::unwrap_used
)]

use actix_web::{FromRequest, HttpRequest, HttpResponse, Responder, get, web};
use jwt_fresh::{fresh_jwt_required, jwt_optional, jwt_refresh_token_required, jwt_required};
use jwt_fresh_tests::in_process::protected;

/// Below the route.
#[get("/below")]
#[jwt_required]
async fn below() -> impl Responder {
    "hello"
}

/// Above the route, with all that the expansion names imported.
#[jwt_optional(fresh)]
#[get("/above/{id}")]
async fn above(request: HttpRequest, id: web::Path<u32>) -> HttpResponse {
    HttpResponse::Ok().body(format!("{} {id}", request.path()))
}

/// Without a route, and generic.
#[fresh_jwt_required]
async fn generic<T, const N: usize>(_from: T) -> String
where
    T: FromRequest + 'static,
{
    N.to_string()
}

/// Seen from elsewhere.
#[jwt_refresh_token_required]
pub(crate) async fn elsewhere(body: Option<web::Json<String>>) -> Option<String> {
    Some(body?.into_inner())
}

/// Can fail.
///
/// # Errors
///
/// Never.
#[jwt_required]
pub(crate) async fn fallible(body: web::Bytes) -> actix_web::Result<impl Responder> {
    Ok(body)
}

#[actix_web::test]
async fn clean_handlers_are_protected() {
    let app = |app: &mut web::ServiceConfig| {
        app.service(below)
            .service(above)
            .route("/generic", web::get().to(generic::<web::Bytes, 3>))
            .route("/elsewhere", web::get().to(elsewhere))
            .route("/fallible", web::get().to(fallible));
    };
    assert_eq!(protected(app, "/below").await, "hello");
}
