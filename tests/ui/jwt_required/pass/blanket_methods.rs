//! F12: a trait for all types may have methods of any name: the expansion does not call them.

#![deny(warnings)]

use actix_web::{App, HttpRequest, Responder, get, web};
use jwt_fresh::{Access, Caller, jwt_required};

trait Blanket: Sized {
    fn new(self) {}
    fn check(self) {}
    fn checked(self) {}
    fn into_check(self) {}
    fn kind(self) {}
    fn passed(self) {}
    fn handler(self) {}
    fn run(self) {}
    fn fresh(self) {}
    fn max_age(self, _: u64) {}
    fn roles(self, _: &[&str]) {}
    fn proves_token(self) {}
    fn proves_access(self) {}
    fn proves_fresh(self) {}
    fn protect(self) {}
}

impl<T> Blanket for T {}

fn may_enter(_: &Caller) -> bool {
    true
}

#[get("/")]
#[jwt_required(fresh, max_age = "5m", roles("admin"), verify = may_enter)]
async fn h(who: Access, request: HttpRequest, body: web::Bytes) -> impl Responder {
    format!("{} {} {body:?}", who.identity(), request.path())
}

fn main() {
    ().new();
    let _ = App::new().service(h);
}
