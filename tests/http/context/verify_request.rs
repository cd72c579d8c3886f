//! Checks that a handler or a middleware makes for itself, with `verify_jwt_in_request` and its kin.

use actix_web::{
    Error, HttpRequest, Responder,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    get,
    middleware::{Next, from_fn},
    web,
};
use jwt_fresh::{
    JwtManager, VerifyRequest, get_jwt_identity, jwt_required, verify_fresh_jwt_in_request,
    verify_jwt_in_request, verify_jwt_in_request_optional, verify_jwt_refresh_token_in_request,
};
use jwt_fresh_tests::{NEW, QUART, Request, Server};
use serde_json::json;

type Verify = fn(&HttpRequest) -> VerifyRequest<'_>;

/// Handlers that check by hand, by name of the check.
const CHECKS: [(&str, Verify); 4] = [
    ("required", |request| verify_jwt_in_request(request)),
    ("fresh", |request| verify_fresh_jwt_in_request(request)),
    ("refresh", |request| {
        verify_jwt_refresh_token_in_request(request)
    }),
    ("optional", |request| {
        verify_jwt_in_request_optional(request)
    }),
];

fn check_named(name: &str) -> Verify {
    CHECKS
        .into_iter()
        .find(|(check, _)| *check == name)
        .expect("there is such a check")
        .1
}

#[get("/by-hand/{check}")]
async fn by_hand(request: HttpRequest, check: web::Path<String>) -> jwt_fresh::Result<String> {
    let before = get_jwt_identity();
    check_named(&check)(&request).await?;
    Ok(format!("{before} then {}", get_jwt_identity()))
}

/// A middleware that is itself a check; its query string says which one.
async fn check_first(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    check_named(request.query_string())(request.request()).await?;
    next.call(request).await
}

async fn inside() -> String {
    format!("null then {}", get_jwt_identity())
}

fn by_hand_and_in_middleware(app: &mut web::ServiceConfig) {
    app.service(by_hand).service(
        web::scope("/behind")
            .wrap(from_fn(check_first))
            .route("/it", web::get().to(inside)),
    );
}

#[test]
fn a_request_can_be_verified_by_hand_in_a_handler_and_in_a_middleware() {
    let config = NEW.config().error_message_key("reason");
    let server = Server::with(&JwtManager::new(config).unwrap(), by_hand_and_in_middleware);

    let stale = NEW.token(json!({ "fresh": false }));
    let fresh = NEW.token(json!({}));
    let refresh = NEW.token(json!({ "type": "refresh" }));
    let expired = NEW.token(json!({ "exp": 1 }));
    let missing = (401, "Missing Authorization Header");
    let test = (200, "null then test");
    let not_fresh = (401, "Fresh token required");
    let only_access = (422, "Only non-refresh tokens are allowed");
    let only_refresh = (422, "Only refresh tokens are allowed");
    for (check, [nobody, with_stale, with_fresh, with_refresh]) in [
        ("required", [missing, test, test, only_access]),
        ("fresh", [missing, not_fresh, test, only_access]),
        ("refresh", [missing, only_refresh, only_refresh, test]),
        (
            "optional",
            [(200, "null then null"), test, test, only_access],
        ),
    ] {
        for target in [format!("/by-hand/{check}"), format!("/behind/it?{check}")] {
            let request = Request::get(&target);
            for (request, (status, text)) in [
                (request.clone(), nobody),
                (request.clone().bearer(&stale), with_stale),
                (request.clone().bearer(&fresh), with_fresh),
                (request.clone().bearer(&refresh), with_refresh),
                (request.bearer(&expired), (401, "Token has expired")),
            ] {
                let answer = server.send(&request);
                assert_eq!(answer.status, status, "{target}: {answer:?}");
                if status == 200 {
                    assert_eq!(answer.body, text, "{target}");
                } else {
                    assert_eq!(answer.json(), json!({ "reason": text }), "{target}");
                    assert_eq!(answer.header("Content-Type"), Some("application/json"));
                    assert!(answer.header("WWW-Authenticate").is_some(), "{target}");
                }
            }
        }
    }
}

#[get("/second-check")]
#[jwt_required]
async fn second_check(request: HttpRequest) -> impl Responder {
    let outcome = verify_fresh_jwt_in_request(&request).await;
    let refused_identity = outcome.err().map(|error| error.refused_identity());
    web::Json(json!({ "identity": get_jwt_identity(), "refused": refused_identity }))
}

#[get("/swallowed")]
async fn swallowed(request: HttpRequest) -> impl Responder {
    let _refused = verify_jwt_in_request(&request).await;
    get_jwt_identity().to_string()
}

#[test]
fn a_check_that_failed_authenticates_nobody_and_leaves_what_was_established() {
    let server = Server::with(&JwtManager::new(QUART.config()).unwrap(), |app| {
        app.service(second_check).service(swallowed);
    });
    let stale = QUART.token(json!({ "fresh": false }));
    let answer = server.send(&Request::get("/second-check").bearer(&stale));
    assert_eq!(
        answer.json(),
        json!({ "identity": "test", "refused": "test" })
    );

    let expired = QUART.token(json!({ "exp": 1 }));
    let answer = server.send(&Request::get("/swallowed").bearer(expired));
    assert_eq!(answer.body, "null");
}
