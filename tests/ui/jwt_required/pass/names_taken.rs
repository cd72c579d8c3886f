//! The user's own items, handlers among them, may have any name that the expansion could use.

use actix_web::{App, Responder, get, web};
use jwt_fresh::jwt_required;

mod jwt_fresh_private {}
mod core {}
mod std {}

#[allow(dead_code)]
mod __private {
    pub struct Policy;
}

trait Argument {}
trait Answer {}
struct Signature;
struct HttpRequest;
struct HttpResponse;
struct Payload;
struct Policy;

impl Argument for Signature {}
impl Answer for (HttpRequest, HttpResponse, Payload, Policy) {}

fn protect() -> &'static str {
    "hello"
}

#[get("/request")]
#[jwt_required]
async fn request() -> impl Responder {
    "hello"
}

#[get("/payload")]
#[jwt_required]
async fn payload() -> impl Responder {
    "hello"
}

#[get("/{req}")]
#[jwt_required]
async fn handler(req: web::Path<String>, body: web::Bytes) -> impl Responder {
    let arguments = (req, body);
    format!("{arguments:?} {}", protect())
}

fn main() {
    let _ = App::new().service(request).service(payload).service(handler);
}
