//! F1: references as arguments.

use actix_web::{App, HttpRequest, Responder, get, web};
use jwt_fresh::{Claims, jwt_required};

type Borrowed<'a> = &'a HttpRequest;

#[get("/a")]
#[jwt_required]
async fn path(request: &HttpRequest, body: &web::Bytes) -> impl Responder {
    format!("{} {body:?}", request.path())
}

#[jwt_required]
#[get("/b")]
async fn text(text: &str, rest: &mut Vec<u8>) -> impl Responder {
    format!("{text} {rest:?}")
}

#[jwt_required]
#[get("/c")]
async fn lifetime<'a>(claims: &'a Claims<String>, alias: Borrowed<'a>) -> impl Responder {
    format!("{} {}", **claims, alias.path())
}

fn main() {
    let _ = App::new().service(path).service(text).service(lifetime);
}
