//! A handler that calls itself calls what the user wrote, with the user's arguments.

use std::pin::Pin;

use actix_web::{get, web};
use jwt_fresh::jwt_required;
use jwt_fresh_tests::in_process::protected;

#[get("/{n}")]
#[jwt_required]
async fn factorial(n: web::Path<u64>) -> String {
    if *n <= 1 {
        return "1".to_owned();
    }
    let before = web::Path::from(*n - 1);
    let before: Pin<Box<dyn Future<Output = String>>> = Box::pin(factorial(before));
    (*n * before.await.parse::<u64>().unwrap()).to_string()
}

#[actix_web::test]
async fn a_handler_may_call_itself() {
    assert_eq!(
        protected(
            |app| {
                app.service(factorial);
            },
            "/5"
        )
        .await,
        "120"
    );
}
