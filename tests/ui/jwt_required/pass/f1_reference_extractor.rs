//! F1: a reference that is an extractor is accepted, as actix-web accepts it.

#![deny(warnings)]

use std::future::{Ready, ready};

use actix_web::{App, FromRequest, HttpRequest, Responder, dev::Payload, get};
use jwt_fresh::jwt_required;

struct Settings {
    name: &'static str,
}

static SETTINGS: Settings = Settings { name: "shop" };

impl FromRequest for &'static Settings {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(&SETTINGS))
    }
}

#[get("/")]
#[jwt_required]
async fn h(settings: &'static Settings) -> impl Responder {
    settings.name
}

fn main() {
    let _ = App::new().service(h);
}
