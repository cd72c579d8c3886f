//! A line about a mistake in the app is written for each request, but nobody can fill a disk with it.

use actix_web::{
    App,
    test::{TestRequest, call_service, init_service},
    web,
};
use jwt_fresh::jwt_required;
use jwt_fresh_tests::now;

use crate::harness::{lines_with, listen};

#[jwt_required]
async fn protected() -> &'static str {
    "never"
}

#[actix_web::test]
async fn an_app_without_a_manager_does_not_fill_the_disk() {
    listen();
    let app = init_service(App::new().route("/", web::get().to(protected))).await;
    let logged = || {
        lines_with("target", "jwt_fresh::error::jwt_error")
            .into_iter()
            .filter(|line| line["message"].contains("this app has no JwtManager"))
            .count()
    };
    // Again if a minute ends in the meantime, with which a new count begins.
    loop {
        let (minute, before) = (now() / 60, logged());
        for _ in 0..3000 {
            let response = call_service(&app, TestRequest::get().to_request()).await;
            assert_eq!(response.status(), 500);
        }
        let lines = logged() - before;
        if minute == now() / 60 {
            assert!(lines <= 1000, "{lines}");
            assert!(before > 0 || lines == 1000, "{lines}");
            return;
        }
    }
}
