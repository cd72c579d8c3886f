//! `#[routes]` and `#[route]`, with several methods.

use actix_web::{HttpRequest, Responder, route, routes, test::TestRequest, web};
use jwt_fresh::jwt_required;
use jwt_fresh_tests::in_process::{protected, protected_request};

#[routes]
#[get("/one")]
#[get("/two")]
#[post("/three")]
#[jwt_required]
async fn below(request: HttpRequest) -> impl Responder {
    request.path().to_owned()
}

#[jwt_required]
#[routes]
#[get("/one")]
#[get("/two")]
#[post("/three")]
async fn above(request: HttpRequest) -> impl Responder {
    request.path().to_owned()
}

#[route("/one", method = "GET", method = "POST")]
#[jwt_required]
async fn several_methods(request: HttpRequest) -> impl Responder {
    request.method().to_string()
}

#[actix_web::test]
async fn every_route_is_protected() {
    let serve_below = |app: &mut web::ServiceConfig| {
        app.service(below);
    };
    let serve_above = |app: &mut web::ServiceConfig| {
        app.service(above);
    };
    for uri in ["/one", "/two"] {
        assert_eq!(protected(serve_below, uri).await, uri);
        assert_eq!(protected(serve_above, uri).await, uri);
    }
    let post = || TestRequest::post().uri("/three");
    assert_eq!(protected_request(serve_below, post).await, "/three");
    assert_eq!(protected_request(serve_above, post).await, "/three");

    let several = |app: &mut web::ServiceConfig| {
        app.service(several_methods);
    };
    assert_eq!(protected(several, "/one").await, "GET");
    assert_eq!(
        protected_request(several, || TestRequest::post().uri("/one")).await,
        "POST"
    );
}
