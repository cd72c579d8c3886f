//! A refusal is one event, whoever answers the request and however often it is checked.

use actix_web::{
    Error, HttpRequest, HttpResponse, Responder,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    middleware::{Next, from_fn},
    web,
};
use jwt_fresh::{
    JwtError, JwtManager, decode_token, jwt_required, verify_jwt_in_request,
    verify_jwt_in_request_optional,
};
use jwt_fresh_tests::{NEW, QUART, Request, Server, now};
use serde_json::json;

use crate::harness::{Seen, listen};

#[jwt_required]
async fn protected() -> HttpResponse {
    HttpResponse::Ok().finish()
}

async fn reject_early(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if let Err(rejected) = verify_jwt_in_request(request.request()).await {
        return Ok(request.error_response(rejected));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

/// Ignores the error, as somebody may who only wants to know.
async fn only_look(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let _ignored = verify_jwt_in_request_optional(request.request()).await;
    Ok(next.call(request).await?.map_into_boxed_body())
}

#[jwt_required]
async fn step_up(request: HttpRequest) -> jwt_fresh::Result<HttpResponse> {
    verify_jwt_in_request(&request).await?;
    verify_jwt_in_request(&request).fresh().await?;
    Ok(HttpResponse::Ok().finish())
}

/// Answers a refusal by itself.
async fn by_hand(request: HttpRequest) -> HttpResponse {
    match verify_jwt_in_request(&request).await {
        Ok(()) => HttpResponse::Ok().finish(),
        Err(_) => HttpResponse::ImATeapot().finish(),
    }
}

async fn decode(token: String) -> jwt_fresh::Result<impl Responder> {
    Ok(decode_token(&token)?.identity().to_string())
}

#[jwt_required]
async fn own_error() -> jwt_fresh::Result<HttpResponse> {
    Err(JwtError::invalid_token("The token is of another tenant"))
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.route("/once", web::get().to(protected))
        .route("/step-up", web::get().to(step_up))
        .route("/by-hand", web::get().to(by_hand))
        .route("/decode", web::post().to(decode))
        .route("/own-error", web::get().to(own_error))
        .service(
            web::scope("/early")
                .wrap(from_fn(reject_early))
                .route("/once", web::get().to(protected)),
        )
        .service(
            web::scope("/look")
                .wrap(from_fn(only_look))
                .route("/once", web::get().to(protected)),
        );
}

#[test]
fn a_refusal_is_one_event_whoever_answers_it() {
    listen();
    for handles_errors in [false, true] {
        let seen = Seen::default();
        let mut jwt = JwtManager::builder(NEW.config().observer(seen.clone()));
        if handles_errors {
            jwt = jwt
                .unauthorized_loader(|_| async { HttpResponse::ImATeapot().finish() })
                .expired_token_loader(|_| async { HttpResponse::ImATeapot().finish() });
        }
        let server = Server::with(&jwt.build().unwrap(), endpoints);
        let good = NEW.token(json!({}));
        let expired = NEW.token(json!({ "exp": now() - 600 }));
        let stale = NEW.token(json!({ "fresh": false }));
        for (request, told) in [
            (
                Request::get("/once"),
                &["refused missing_token /once nowhere"][..],
            ),
            (
                Request::get("/once").bearer(&expired),
                &["refused expired /once headers"],
            ),
            (
                Request::get("/early/once").bearer(&expired),
                &["refused expired /early/once headers"],
            ),
            (
                Request::get("/early/once").bearer(&good),
                &["accepted /early/once headers access fresh=true"],
            ),
            (
                Request::get("/look/once").bearer(&expired),
                &["refused expired /look/once headers"],
            ),
            (
                Request::get("/look/once"),
                &[
                    "anonymous /look/once",
                    "refused missing_token /look/once nowhere",
                ],
            ),
            (
                Request::get("/by-hand"),
                &["refused missing_token /by-hand nowhere"],
            ),
            (
                Request::get("/step-up").bearer(&good),
                &["accepted /step-up headers access fresh=true"],
            ),
            (
                Request::get("/step-up").bearer(&stale),
                &[
                    "accepted /step-up headers access fresh=false",
                    "refused not_fresh /step-up headers",
                ],
            ),
            (
                Request::post("/decode").body(&expired),
                &["refused expired /decode nowhere"],
            ),
            (Request::post("/decode").body(&good), &[]),
            (
                Request::get("/own-error").bearer(&good),
                &[
                    "accepted /own-error headers access fresh=true",
                    "refused invalid_token /own-error nowhere",
                ],
            ),
        ] {
            let answer = server.send(&request);
            assert_eq!(seen.take(), told, "{} {}", request.path(), answer.status);
        }
    }
}

#[test]
fn an_outer_manager_reports_nothing_of_an_inner_one() {
    listen();
    let (outer, inner) = (Seen::default(), Seen::default());
    let around = JwtManager::new(QUART.config().observer(outer.clone())).unwrap();
    let within = JwtManager::new(NEW.config().observer(inner.clone())).unwrap();
    let server = Server::with(&around, move |app| {
        app.route("/outer", web::get().to(protected)).service(
            web::scope("/inner")
                .wrap(within.clone())
                .configure(endpoints),
        );
    });
    for path in ["/inner/once", "/inner/early/once", "/inner/look/once"] {
        server.send(&Request::get(path).bearer("no-token"));
        let told = format!("refused malformed_token {path} headers");
        assert_eq!(inner.take(), [told]);
        assert_eq!(outer.take(), [""; 0]);
    }
    server.send(&Request::get("/outer"));
    assert_eq!(outer.take(), ["refused missing_token /outer nowhere"]);
    assert_eq!(inner.take(), [""; 0]);
}
