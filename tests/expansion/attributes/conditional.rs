//! `#[cfg]` and `#[cfg_attr]`, on the handler and on its arguments.

#![allow(
    clippy::non_minimal_cfg,
    clippy::multiple_bound_locations,
    reason = "conditions that always hold are what is tested"
)]

use actix_web::{HttpRequest, Responder, get, web};
use jwt_fresh::jwt_required;
use jwt_fresh_tests::in_process::{protected, statuses};

#[get("/{id}")]
#[jwt_required]
async fn arguments(
    #[cfg(any())] missing: NoSuchType,
    #[cfg(all())] request: HttpRequest,
    #[cfg(not(test))] untested: web::Path<u32>,
    #[cfg(test)] tested: web::Path<u32>,
) -> impl Responder {
    #[cfg(not(test))]
    let tested = untested;
    format!("{} {tested}", request.path())
}

#[jwt_required]
#[cfg(all())]
#[get("/")]
async fn chosen() -> impl Responder {
    "this one"
}

#[jwt_required]
#[cfg(any())]
#[get("/")]
async fn chosen() -> impl Responder {
    "the other"
}

#[jwt_required]
#[cfg_attr(all(), get("/"))]
async fn conditional_route() -> impl Responder {
    "routed"
}

#[get("/")]
#[cfg_attr(all(), jwt_required)]
#[cfg_attr(any(), jwt_fresh::jwt_optional)]
async fn conditional_attribute() -> impl Responder {
    "required"
}

#[jwt_required]
#[get("/{id}")]
#[cfg_attr(all(), doc = "Documented.", tracing::instrument(skip(id)))]
async fn conditional_instrument(id: web::Path<u32>) -> impl Responder {
    id.to_string()
}

#[jwt_required]
async fn generic<#[cfg(any())] A, #[cfg(all())] B: ToString + Default>(
    from: Option<web::Json<B>>,
) -> impl Responder
where
    B: serde::de::DeserializeOwned + 'static,
{
    from.map_or_else(B::default, web::Json::into_inner)
        .to_string()
}

#[actix_web::test]
async fn what_is_configured_out_is_gone() {
    assert_eq!(
        protected(
            |app| {
                app.service(arguments);
            },
            "/7"
        )
        .await,
        "/7 7"
    );
    assert_eq!(
        protected(
            |app| {
                app.service(chosen);
            },
            "/"
        )
        .await,
        "this one"
    );
    assert_eq!(
        protected(
            |app| {
                app.service(conditional_route);
            },
            "/"
        )
        .await,
        "routed"
    );
    let app = |app: &mut web::ServiceConfig| {
        app.service(conditional_instrument);
    };
    assert_eq!(protected(app, "/7").await, "7");
    let app = |app: &mut web::ServiceConfig| {
        app.route("/", web::get().to(generic::<u8>));
    };
    assert_eq!(protected(app, "/").await, "0");
}

#[actix_web::test]
async fn a_conditional_attribute_protects() {
    let alone = statuses(
        |app| {
            app.service(conditional_attribute);
        },
        "/",
    )
    .await;
    assert_eq!(alone, [401, 200, 200, 422]);
}
