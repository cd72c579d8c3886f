//! `#[scope]`: handlers in a module whose routes begin alike.

use actix_web::web;
use jwt_fresh_tests::in_process::{protected, statuses};

#[actix_web::scope("/api")]
mod api {
    use actix_web::{Responder, get, web};
    use jwt_fresh::{fresh_jwt_required, jwt_required};

    #[get("/below/{id}")]
    #[jwt_required]
    pub async fn below(id: web::Path<u32>) -> impl Responder {
        format!("below {id}")
    }

    #[jwt_required]
    #[get("/above/{id}")]
    pub async fn above(id: web::Path<u32>) -> impl Responder {
        format!("above {id}")
    }

    #[actix_web::routes]
    #[get("/one")]
    #[get("/two")]
    #[jwt_required]
    pub async fn several() -> impl Responder {
        "several"
    }

    #[get("/fresh")]
    #[fresh_jwt_required]
    pub async fn fresh() -> impl Responder {
        "fresh"
    }
}

#[actix_web::test]
async fn handlers_in_a_scope_are_protected() {
    let app = |app: &mut web::ServiceConfig| {
        app.service(api::below)
            .service(api::above)
            .service(api::several)
            .service(api::fresh);
    };
    assert_eq!(protected(app, "/api/below/1").await, "below 1");
    assert_eq!(protected(app, "/api/above/2").await, "above 2");
    for path in ["/api/one", "/api/two"] {
        assert_eq!(protected(app, path).await, "several");
    }
    assert_eq!(statuses(app, "/api/fresh").await, [401, 401, 200, 422]);
}
