//! Lifetimes in the signature, named and elided.

use std::{
    borrow::Cow,
    future::{Ready, ready},
};

use actix_web::{FromRequest, HttpRequest, dev::Payload, get, web};
use jwt_fresh::jwt_required;
use jwt_fresh_tests::in_process::protected;

/// An extractor with a lifetime.
struct Name<'a>(Cow<'a, str>);

impl FromRequest for Name<'_> {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(Cow::Owned(request.path().to_owned()))))
    }
}

#[get("/elided")]
#[jwt_required]
async fn elided(name: Name<'_>) -> Cow<'static, str> {
    Cow::Owned(name.0.into_owned())
}

#[get("/named")]
#[jwt_required]
#[allow(clippy::needless_lifetimes)]
async fn named<'a>(name: Name<'a>) -> String {
    name.0.into_owned()
}

#[jwt_required]
async fn returned<'a, T>(name: Name<'a>, _from: T) -> Cow<'a, str>
where
    T: FromRequest + 'static,
{
    name.0
}

#[actix_web::test]
async fn lifetimes_are_left_to_rustc() {
    assert_eq!(
        protected(
            |app| {
                app.service(elided);
            },
            "/elided"
        )
        .await,
        "/elided"
    );
    assert_eq!(
        protected(
            |app| {
                app.service(named);
            },
            "/named"
        )
        .await,
        "/named"
    );
    let app = |app: &mut web::ServiceConfig| {
        app.route("/returned", web::get().to(returned::<web::Bytes>));
    };
    assert_eq!(protected(app, "/returned").await, "/returned");
}
