//! `#[utoipa::path]`: the docs of a protected handler, which name the arguments of the user.

use actix_web::{Responder, get, post, web};
use jwt_fresh::jwt_required;
use jwt_fresh_tests::in_process::{Token, protected, send};
use serde_json::json;
use utoipa::OpenApi;

/// Says the number on top.
#[utoipa::path(responses((status = 200, description = "the number")))]
#[get("/top/{id}")]
#[jwt_required]
async fn on_top(id: web::Path<u32>) -> impl Responder {
    id.to_string()
}

#[utoipa::path(responses((status = 200)))]
#[jwt_required]
#[get("/above/{id}")]
async fn above_the_route(id: web::Path<u32>) -> impl Responder {
    id.to_string()
}

#[jwt_required]
#[utoipa::path(responses((status = 200)))]
#[get("/below/{id}")]
async fn below(id: web::Path<u32>) -> impl Responder {
    id.to_string()
}

#[derive(serde::Deserialize, utoipa::ToSchema)]
struct Payment {
    cents: u64,
}

#[utoipa::path(request_body = Payment, responses((status = 200)), security(("jwt" = [])))]
#[post("/payments")]
#[jwt_required(fresh)]
async fn pay(payment: web::Json<Payment>) -> impl Responder {
    payment.cents.to_string()
}

#[derive(OpenApi)]
#[openapi(paths(on_top, above_the_route, below, pay))]
struct Api;

#[actix_web::test]
async fn documented_handlers_are_protected() {
    let numbers = |app: &mut web::ServiceConfig| {
        app.service(on_top).service(above_the_route).service(below);
    };
    for path in ["/top/7", "/above/7", "/below/7"] {
        assert_eq!(protected(numbers, path).await, "7");
    }
    let payments = |app: &mut web::ServiceConfig| {
        app.service(pay);
    };
    let request = || {
        actix_web::test::TestRequest::post()
            .uri("/payments")
            .set_json(json!({ "cents": 7 }))
    };
    let (status, _) = send(payments, request(), Token::Access).await;
    assert_eq!(status, 401, "it is not fresh");
    let (status, body) = send(payments, request(), Token::Fresh).await;
    assert_eq!((status, &*body), (200, "7"));
}

#[test]
fn their_docs_are_those_of_the_user() {
    let docs = serde_json::to_value(Api::openapi()).unwrap();
    let top = &docs["paths"]["/top/{id}"]["get"];
    assert_eq!(top["operationId"], "on_top");
    assert_eq!(top["summary"], "Says the number on top.");
    for path in ["/top/{id}", "/above/{id}"] {
        assert_eq!(docs["paths"][path]["get"]["parameters"][0]["name"], "id");
    }
    assert!(docs["paths"]["/below/{id}"]["get"].is_object());
    assert!(docs["paths"]["/payments"]["post"]["requestBody"].is_object());
}
