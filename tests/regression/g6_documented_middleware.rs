//! G6: with the documented `from_fn` middleware, `test::call_service` panicked on a refusal.
//!
//! The middleware returned the refusal as an `Err`. It returns the response now, and the callbacks of
//! the app still respond to it.

use actix_web::{
    App, Error, HttpResponse,
    body::{BoxBody, MessageBody, to_bytes},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, StatusCode, header},
    middleware::{Next, from_fn},
    test::{TestRequest, call_service, init_service},
    web,
};
use jwt_fresh::{JwtManager, get_jwt_identity, verify_jwt_in_request};
use jwt_fresh_tests::ALL;
use serde_json::json;

/// As in the docs, which a test below holds it to.
async fn require_jwt(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if is_cors_preflight(&request) {
        return Ok(request.into_response(HttpResponse::NoContent().finish()));
    }
    if let Err(rejected) = verify_jwt_in_request(request.request()).await {
        return Ok(request.error_response(rejected));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

fn is_cors_preflight(request: &ServiceRequest) -> bool {
    request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ORIGIN)
        && request
            .headers()
            .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}

async fn whoami() -> String {
    get_jwt_identity().to_string()
}

#[actix_web::test]
async fn a_refusal_is_a_response() {
    for of in ALL {
        for answered_by_the_app in [false, true] {
            let mut builder = JwtManager::builder(of.config());
            if answered_by_the_app {
                builder = builder
                    .unauthorized_loader(|_| async { HttpResponse::ImATeapot().body("log in") });
            }
            let jwt = builder.build().unwrap();
            let scope = web::scope("/api")
                .wrap(from_fn(require_jwt))
                .route("/whoami", web::get().to(whoami));
            let app = init_service(App::new().wrap(jwt).service(scope)).await;

            let refused = TestRequest::get().uri("/api/whoami").to_request();
            let response = call_service(&app, refused).await;
            let (status, body) = if answered_by_the_app {
                (StatusCode::IM_A_TEAPOT, "log in")
            } else {
                (
                    StatusCode::UNAUTHORIZED,
                    r#"{"msg":"Missing Authorization Header"}"#,
                )
            };
            assert_eq!(response.status(), status, "{}", of.name);
            let sent = to_bytes(response.into_body()).await.ok().unwrap();
            assert_eq!(sent, body, "{}", of.name);

            let accepted = TestRequest::get()
                .uri("/api/whoami")
                .insert_header(("Authorization", format!("Bearer {}", of.token(json!({})))))
                .to_request();
            let response = call_service(&app, accepted).await;
            let sent = to_bytes(response.into_body()).await.ok().unwrap();
            assert_eq!(sent, "test", "{}", of.name);
        }
    }
}

#[test]
fn the_middleware_of_the_docs_is_this_one() {
    const DOCS: &str = include_str!("../../jwt-fresh/src/functions/verify_in_request.rs");
    const THIS: &str = include_str!("g6_documented_middleware.rs");
    let without_space = |text: &str| text.split_whitespace().collect::<String>();
    let docs: String = DOCS
        .lines()
        .map(|line| line.trim_start_matches("///"))
        .collect();
    let from = THIS.find("async fn require_jwt").unwrap();
    let to = THIS.find("async fn whoami").unwrap();
    assert!(without_space(&docs).contains(&without_space(&THIS[from..to])));
}
