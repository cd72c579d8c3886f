//! From no argument to the sixteen that actix-web takes: the attribute uses none up.

use actix_web::{HttpRequest, Responder, get};
use jwt_fresh::jwt_required;
use jwt_fresh_tests::in_process::protected;

type R = HttpRequest;

#[get("/0")]
#[jwt_required]
async fn none() -> impl Responder {
    "0"
}

#[get("/1")]
#[jwt_required]
async fn one(a: R) -> impl Responder {
    a.path().to_owned()
}

#[get("/16")]
#[jwt_required]
#[expect(clippy::too_many_arguments)]
#[rustfmt::skip]
async fn sixteen(
    a: R, b: R, c: R, d: R, e: R, f: R, g: R, h: R, i: R, j: R, k: R, l: R, m: R, n: R, o: R, p: R,
) -> impl Responder {
    [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p].map(|r| r.path().to_owned()).concat()
}

#[actix_web::test]
async fn any_number_of_arguments() {
    assert_eq!(
        protected(
            |app| {
                app.service(none);
            },
            "/0"
        )
        .await,
        "0"
    );
    assert_eq!(
        protected(
            |app| {
                app.service(one);
            },
            "/1"
        )
        .await,
        "/1"
    );
    assert_eq!(
        protected(
            |app| {
                app.service(sixteen);
            },
            "/16"
        )
        .await,
        "/16".repeat(16)
    );
}
