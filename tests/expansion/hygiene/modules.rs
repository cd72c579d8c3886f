//! Handlers in modules, in functions, and with names from `super`.

use actix_web::{Responder, web};
use jwt_fresh_tests::in_process::protected;

const GREETING: &str = "hello";

mod outer {
    pub(super) mod inner {
        use actix_web::get;
        use jwt_fresh::jwt_required;

        use super::super::GREETING;

        #[get("/")]
        #[jwt_required]
        pub(in super::super) async fn handler(
            name: super::super::web::Query<Vec<(String, String)>>,
        ) -> impl super::super::Responder {
            format!("{GREETING} {}", name.len())
        }
    }
}

#[actix_web::test]
async fn a_handler_in_a_module_is_protected() {
    assert_eq!(
        protected(
            |app| {
                app.service(outer::inner::handler);
            },
            "/?a=b"
        )
        .await,
        "hello 1"
    );
}

#[actix_web::test]
async fn a_handler_in_a_function_is_protected() {
    #[jwt_fresh::jwt_required]
    async fn local() -> impl Responder {
        GREETING
    }

    let app = |app: &mut web::ServiceConfig| {
        app.route("/", web::get().to(local));
    };
    assert_eq!(protected(app, "/").await, "hello");
}
