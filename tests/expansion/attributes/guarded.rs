//! A guarded module changes nothing about the handlers in it.

use actix_web::web;
use jwt_fresh::jwt_guarded;
use jwt_fresh_tests::in_process::{protected, statuses};

#[jwt_guarded]
mod api {
    use actix_web::{Responder, get};
    use jwt_fresh::{jwt_public, jwt_required};

    #[get("/account")]
    #[jwt_required]
    pub(super) async fn account() -> impl Responder {
        "account"
    }

    #[get("/health")]
    #[jwt_public]
    pub(super) async fn health() -> impl Responder {
        "healthy"
    }

    #[actix_web::scope("/admin")]
    pub(super) mod admin {
        use super::{Responder, get, jwt_required};

        #[jwt_required(fresh)]
        #[get("/{id}")]
        pub(in super::super) async fn show(id: actix_web::web::Path<u32>) -> impl Responder {
            id.to_string()
        }
    }
}

fn app(app: &mut web::ServiceConfig) {
    app.service(api::account)
        .service(api::health)
        .service(api::admin::show);
}

#[actix_web::test]
async fn handlers_in_a_guarded_module_are_protected_unless_public() {
    assert_eq!(protected(app, "/account").await, "account");
    assert_eq!(statuses(app, "/health").await, [200, 200, 200, 200]);
    assert_eq!(statuses(app, "/admin/7").await, [401, 401, 200, 422]);
}
