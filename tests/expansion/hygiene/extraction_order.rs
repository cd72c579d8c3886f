//! Authenticate, then read: no argument is extracted for a caller who may not come in.

use std::{
    future::{Ready, ready},
    sync::atomic::{AtomicUsize, Ordering},
};

use actix_web::{FromRequest, HttpRequest, Responder, dev::Payload, post, test::TestRequest, web};
use jwt_fresh::jwt_required;
use jwt_fresh_tests::in_process::{Token, send};

static EXTRACTED: AtomicUsize = AtomicUsize::new(0);

/// Counts how often it is extracted.
struct Counted;

impl FromRequest for Counted {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        EXTRACTED.fetch_add(1, Ordering::SeqCst);
        ready(Ok(Self))
    }
}

#[post("/")]
#[jwt_required]
async fn write(_counted: Counted, body: web::Json<u32>) -> impl Responder {
    body.to_string()
}

#[actix_web::test]
async fn nothing_is_extracted_before_the_token_has_passed() {
    let app = |app: &mut web::ServiceConfig| {
        app.service(write);
    };
    let malformed = || {
        TestRequest::post()
            .insert_header(("Content-Type", "application/json"))
            .set_payload("{oops")
    };
    assert_eq!(send(app, malformed(), Token::None).await.0, 401);
    assert_eq!(send(app, malformed(), Token::Refresh).await.0, 422);
    assert_eq!(EXTRACTED.load(Ordering::SeqCst), 0);
    assert_eq!(send(app, malformed(), Token::Access).await.0, 400);
    assert_eq!(EXTRACTED.load(Ordering::SeqCst), 1);
}
