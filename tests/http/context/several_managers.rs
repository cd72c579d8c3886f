//! Managers on scopes: several can live in one app, and each is the only one that its scope knows.

use std::{sync::LazyLock, time::Duration};

use actix_web::{
    Error, HttpResponse, Responder,
    body::MessageBody,
    dev::{Service as _, ServiceRequest, ServiceResponse},
    get,
    http::header::{HeaderName, HeaderValue},
    middleware::{Next, from_fn},
    web,
};
use jwt_fresh::{
    JwtConfig, JwtError, JwtManager, TokenLocation, create_access_token, get_jwt_identity,
    jwt_required,
};
use jwt_fresh_tests::{Mint, NEW, Request, Server, SetCookie, claims, now};
use serde_json::json;

#[get("/whoami")]
#[jwt_required]
async fn whoami() -> impl Responder {
    get_jwt_identity().to_string()
}

#[get("/login")]
async fn login() -> jwt_fresh::Result<impl Responder> {
    create_access_token("someone").encode()
}

static STAFF: LazyLock<JwtManager> = LazyLock::new(|| {
    let config = JwtConfig::quart("the secret of the staff, and of nobody else");
    JwtManager::new(config.error_message_key("staff")).unwrap()
});
static GUESTS: LazyLock<JwtManager> = LazyLock::new(|| {
    let config = JwtConfig::flask("the secret of the guests, and of nobody else");
    JwtManager::new(config.error_message_key("guests")).unwrap()
});

#[test]
fn two_managers_on_two_scopes_do_not_know_each_others_tokens() {
    let two_scopes = |app: &mut web::ServiceConfig| {
        app.service(
            web::scope("/staff")
                .wrap(STAFF.clone())
                .service(whoami)
                .service(login),
        )
        .service(
            web::scope("/guests")
                .wrap(GUESTS.clone())
                .service(whoami)
                .service(login),
        );
    };
    // Two in one app side by side, and both inside of a third, which has no say in what they refuse.
    let third = JwtManager::builder(NEW.config())
        .invalid_token_loader(|_| async { HttpResponse::ImATeapot().finish() })
        .build()
        .unwrap();
    for server in [
        Server::without_manager(two_scopes),
        Server::with(&third, two_scopes),
    ] {
        let staff = server.send(&Request::get("/staff/login")).body;
        let guest = server.send(&Request::get("/guests/login")).body;
        for (scope, own, foreign) in [("staff", &staff, &guest), ("guests", &guest, &staff)] {
            let request = Request::get(&format!("/{scope}/whoami"));
            assert_eq!(
                server.send(&request.clone().bearer(own)).body,
                "someone",
                "{scope}"
            );
            let refused = server.send(&request.bearer(foreign));
            assert_eq!(refused.status, 422, "{scope}");
            assert_eq!(
                refused.json(),
                json!({ scope: "Signature verification failed" })
            );
        }
    }
}

#[get("/gone")]
#[jwt_required]
async fn gone() -> jwt_fresh::Result<HttpResponse> {
    Err(JwtError::invalid_token("the handler says so"))
}

static RENEWING: LazyLock<JwtManager> = LazyLock::new(|| {
    let config = JwtConfig::quart("the secret of the staff, and of nobody else")
        .token_locations([TokenLocation::Cookies])
        .implicit_refresh(Duration::from_secs(3600), Duration::from_secs(36_000));
    JwtManager::new(config).unwrap()
});

/// An answer that takes its time, for a cookie is renewed on the way, is the inner manager's too.
#[test]
fn an_outer_manager_has_no_say_in_a_refusal_that_renews_a_cookie() {
    let outer = JwtManager::builder(NEW.config())
        .invalid_token_loader(|_| async { HttpResponse::ImATeapot().finish() })
        .build()
        .unwrap();
    // A minute old: a renewal in the second of the login would change nothing.
    let times = json!({ "iat": now() - 60, "exp": now() + 840, "nbf": null, "csrf": "value" });
    let token = Mint::new(&claims("identity", times))
        .key("the secret of the staff, and of nobody else")
        .token();
    let server = Server::with(&outer, |app| {
        app.service(web::scope("/staff").wrap(RENEWING.clone()).service(gone));
    });
    let cookie = format!("access_token_cookie={token}");
    let refused = server.send(&Request::get("/staff/gone").header("Cookie", cookie));
    assert_eq!(refused.status, 422);
    assert_eq!(refused.json(), json!({ "msg": "the handler says so" }));
    assert!(SetCookie::named(&refused, "access_token_cookie").is_some());
}

/// A middleware between two managers, which has its own word on what the inner one refuses.
async fn refuses_anew(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let response = next.call(request).await?;
    if response.status() == 401 {
        return Err(JwtError::invalid_token("the middleware says so").into());
    }
    Ok(response)
}

#[test]
fn an_outer_manager_answers_for_an_error_that_comes_after_an_inner_refusal() {
    let outer = JwtManager::builder(NEW.config())
        .invalid_token_loader(
            |reason| async move { HttpResponse::ImATeapot().body(reason.to_string()) },
        )
        .build()
        .unwrap();
    let server = Server::with(&outer, |app| {
        app.service(
            web::scope("/staff")
                .wrap(STAFF.clone())
                .wrap(from_fn(refuses_anew))
                .service(whoami),
        );
    });
    let refused = server.send(&Request::get("/staff/whoami"));
    assert_eq!(refused.status, 418);
    assert_eq!(refused.body, "the middleware says so");
}

/// A middleware may work before its future is polled, and knows the manager around it by then.
#[test]
fn a_middleware_knows_its_manager_before_it_awaits() {
    let outer = JwtManager::new(NEW.config()).unwrap();
    let server = Server::with(&outer, |app| {
        app.service(
            web::scope("/staff")
                .wrap_fn(|request, service| {
                    let token = create_access_token("someone").encode().unwrap();
                    let response = service.call(request);
                    async move {
                        let mut response = response.await?;
                        response.headers_mut().insert(
                            HeaderName::from_static("x-token"),
                            HeaderValue::from_str(&token)?,
                        );
                        Ok(response)
                    }
                })
                .wrap(STAFF.clone())
                .service(login)
                .service(whoami),
        );
    });
    let answer = server.send(&Request::get("/staff/login"));
    let token = answer.header("X-Token").unwrap();
    let known = server.send(&Request::get("/staff/whoami").bearer(token));
    assert_eq!((known.status, &*known.body), (200, "someone"));
}
