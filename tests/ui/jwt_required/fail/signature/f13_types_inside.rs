//! F13: the type without a derive is named, wherever it is inside of the argument.

use std::collections::HashMap;

use actix_web::{Responder, web};
use jwt_fresh::{Claims, Fresh, fresh_jwt_required, jwt_optional, jwt_required};
use serde::Deserialize;

struct Page;

#[derive(Deserialize)]
struct Paged<T> {
    _pages: Vec<T>,
}

type Pages = web::Json<Vec<Page>>;

#[jwt_required]
async fn in_vec(_pages: web::Json<Vec<Page>>) -> impl Responder {
    "hello"
}

#[jwt_required]
async fn in_two(_pages: Option<web::Json<Vec<Option<Page>>>>) -> impl Responder {
    "hello"
}

#[jwt_required]
async fn in_alias(_pages: Pages) -> impl Responder {
    "hello"
}

#[jwt_required]
async fn in_map(_pages: web::Form<HashMap<String, Page>>) -> impl Responder {
    "hello"
}

#[jwt_required]
async fn in_struct(_pages: web::Query<Paged<Page>>) -> impl Responder {
    "hello"
}

#[jwt_required]
async fn in_tuple(_pages: web::Path<(u32, Page)>) -> impl Responder {
    "hello"
}

#[jwt_optional]
async fn in_claims(_claims: Option<Claims<Vec<Page>>>) -> impl Responder {
    "hello"
}

#[fresh_jwt_required]
async fn in_proof(_claims: Fresh<Box<Page>>) -> impl Responder {
    "hello"
}

fn main() {}
