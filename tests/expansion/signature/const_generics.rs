//! Const parameters, alone and between type and lifetime parameters.

use actix_web::{FromRequest, Responder, web};
use jwt_fresh::jwt_required;
use jwt_fresh_tests::in_process::protected;

#[jwt_required]
async fn times<const N: usize>(word: web::Path<String>) -> impl Responder {
    word.repeat(N)
}

#[jwt_required]
async fn mixed<'a, const LOUD: bool, T, const END: char>(_from: T) -> String
where
    T: FromRequest + 'a + 'static,
{
    format!("{}{END}", if LOUD { "HELLO" } else { "hello" })
}

#[actix_web::test]
async fn const_parameters_are_passed_on() {
    let app = |app: &mut web::ServiceConfig| {
        app.route("/{word}", web::get().to(times::<3>));
    };
    assert_eq!(protected(app, "/ab").await, "ababab");
    let app = |app: &mut web::ServiceConfig| {
        app.route("/", web::get().to(mixed::<true, web::Bytes, '!'>));
    };
    assert_eq!(protected(app, "/").await, "HELLO!");
}
