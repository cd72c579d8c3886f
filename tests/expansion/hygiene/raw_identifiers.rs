//! Keywords as names.

use actix_web::{FromRequest, Responder, get, web};
use jwt_fresh::jwt_required;
use jwt_fresh_tests::in_process::protected;

#[get("/{type}")]
#[jwt_required]
async fn r#type(r#in: web::Path<String>) -> impl Responder {
    r#in.into_inner()
}

#[jwt_required]
async fn r#loop<r#Do>(_from: r#Do) -> impl Responder
where
    r#Do: FromRequest + 'static,
{
    "loop"
}

#[actix_web::test]
async fn raw_identifiers_work() {
    assert_eq!(
        protected(
            |app| {
                app.service(r#type);
            },
            "/raw"
        )
        .await,
        "raw"
    );
    let app = |app: &mut web::ServiceConfig| {
        app.route("/", web::get().to(r#loop::<web::Bytes>));
    };
    assert_eq!(protected(app, "/").await, "loop");
}
