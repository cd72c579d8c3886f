#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    unused_lifetimes,
    unused_qualifications,
    single_use_lifetimes,
    rust_2018_idioms,
    future_incompatible,
    nonstandard_style,
    clippy::all,
    clippy::pedantic
)]
#![forbid(unsafe_code)]
//! Nothing that the attribute generates trips a lint that the user has turned on.

use actix_web::{App, FromRequest, HttpRequest, HttpResponse, Responder, get, web};
use jwt_fresh::{fresh_jwt_required, jwt_optional, jwt_refresh_token_required, jwt_required};

/// Without arguments.
#[get("/plain")]
#[jwt_required]
async fn plain() -> impl Responder {
    "hello"
}

/// With arguments, and every import that the expansion could have meant.
#[jwt_optional(fresh)]
#[get("/arguments/{id}")]
async fn arguments(request: HttpRequest, id: web::Path<u32>) -> HttpResponse {
    HttpResponse::Ok().body(format!("{} {id}", request.path()))
}

/// Generic.
#[fresh_jwt_required]
async fn generic<T, const N: usize>(_from: T) -> String
where
    T: FromRequest + 'static,
{
    N.to_string()
}

/// Public.
#[jwt_refresh_token_required]
pub(crate) async fn public(body: Option<web::Json<String>>) -> Option<String> {
    Some(body?.into_inner())
}

fn main() {
    let _ = App::new()
        .service(plain)
        .service(arguments)
        .route("/generic", web::get().to(generic::<web::Bytes, 3>))
        .route("/public", web::get().to(public));
}
