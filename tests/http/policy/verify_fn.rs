//! `verify = path::to::function`: a handler's own check, which sees the token, the request and the user.

use std::{
    io,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use actix_web::{Responder, rt::time::sleep, web};
use jwt_fresh::{
    Caller, JwtManager, fresh_jwt_required, get_jwt_identity, jwt_refresh_token_required,
    jwt_required,
};
use jwt_fresh_tests::{ALL, LogBook, NEW, Request, Server};
use serde_json::{Value, json};

mod checks {
    use super::*;

    /// The token's tenant is the one in the path.
    pub(super) fn tenant(caller: &Caller) -> bool {
        caller.token().claims()["tenant"] == *caller.request().match_info().query("tenant")
    }

    pub(super) async fn tenant_in_time(caller: &Caller) -> bool {
        sleep(Duration::from_millis(1)).await;
        tenant(caller)
    }

    /// Nobody is authenticated while it is still being checked who may pass.
    pub(super) async fn nobody_yet(caller: &Caller) -> bool {
        caller.token().identity().as_str() == Some("test") && get_jwt_identity().is_null()
    }

    pub(super) fn errs(caller: &Caller) -> Result<bool, io::Error> {
        match caller.token().claims()["tenant"].as_str() {
            Some("down") => Err(io::Error::other("the secret of the store")),
            tenant => Ok(tenant == Some("acme")),
        }
    }

    pub(super) async fn errs_in_time(caller: &Caller) -> Result<bool, io::Error> {
        sleep(Duration::from_millis(1)).await;
        errs(caller)
    }

    pub(super) fn generic<const ANSWER: bool>(_: &Caller) -> bool {
        ANSWER
    }

    pub(super) static ASKED: AtomicUsize = AtomicUsize::new(0);

    pub(super) fn counts(_: &Caller) -> bool {
        ASKED.fetch_add(1, Ordering::SeqCst);
        true
    }
}

#[jwt_required(verify = checks::tenant)]
async fn at_once() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_required(verify = self::checks::tenant_in_time)]
async fn in_time(_: web::Json<Value>) -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_refresh_token_required(verify = checks::tenant)]
async fn refresh() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_required(verify = checks::nobody_yet)]
async fn nobody_yet() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_required(verify = checks::errs)]
async fn errs() -> impl Responder {
    "in"
}

#[jwt_required(verify = checks::errs_in_time)]
async fn errs_in_time() -> impl Responder {
    "in"
}

#[jwt_required(verify = checks::generic::<true>)]
async fn yes() -> impl Responder {
    "in"
}

#[jwt_required(verify = checks::generic::<false>)]
async fn no() -> impl Responder {
    "in"
}

#[fresh_jwt_required(verify = checks::counts, roles("admin"))]
async fn counts() -> impl Responder {
    "in"
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.route("/at-once/{tenant}", web::to(at_once))
        .route("/in-time/{tenant}", web::to(in_time))
        .route("/refresh/{tenant}", web::to(refresh))
        .route("/nobody-yet", web::to(nobody_yet))
        .route("/errs", web::to(errs))
        .route("/errs-in-time", web::to(errs_in_time))
        .route("/yes", web::to(yes))
        .route("/no", web::to(no))
        .route("/counts", web::to(counts));
}

#[test]
fn the_check_decides_who_passes() {
    for of in ALL {
        let server = Server::with(&JwtManager::new(of.config()).unwrap(), endpoints);
        let acme = of.token(json!({ "tenant": "acme" }));
        let acme_refresh = of.token(json!({ "tenant": "acme", "type": "refresh" }));
        for (request, status) in [
            (Request::get("/at-once/acme").bearer(&acme), 200),
            (Request::get("/at-once/other").bearer(&acme), 403),
            (
                Request::get("/at-once/acme").bearer(of.token(json!({}))),
                403,
            ),
            (Request::get("/at-once/acme"), 401),
            (Request::get("/at-once/acme").bearer(&acme_refresh), 422),
            (Request::get("/refresh/acme").bearer(&acme_refresh), 200),
            (Request::get("/refresh/other").bearer(&acme_refresh), 403),
            (Request::get("/yes").bearer(&acme), 200),
            (Request::get("/no").bearer(&acme), 403),
        ] {
            let answer = server.send(&request);
            assert_eq!(answer.status, status, "{} {request}", of.name);
            if status == 403 {
                assert_eq!(answer.json(), json!({ "msg": "Permission denied" }));
                assert_eq!(answer.header("WWW-Authenticate"), None);
            }
        }
    }
}

#[test]
fn it_runs_before_the_arguments_are_extracted() {
    let server = Server::with(&JwtManager::new(NEW.config()).unwrap(), endpoints);
    let acme = NEW.token(json!({ "tenant": "acme" }));
    for (path, body, status) in [
        ("/in-time/acme", "{}", 200),
        ("/in-time/acme", "{ no JSON", 400),
        ("/in-time/other", "{}", 403),
        ("/in-time/other", "{ no JSON", 403),
    ] {
        let request = Request::post(path)
            .header("Content-Type", "application/json")
            .body(body)
            .bearer(&acme);
        assert_eq!(server.send(&request).status, status, "{request}");
    }
}

#[test]
fn nothing_is_published_before_it_has_said_yes() {
    let server = Server::with(&JwtManager::new(NEW.config()).unwrap(), endpoints);
    let answer = server.send(&Request::get("/nobody-yet").bearer(NEW.token(json!({}))));
    assert_eq!((answer.status, &*answer.body), (200, "test"));
}

#[test]
fn an_error_is_an_opaque_500_and_a_line_in_the_log() {
    let log = LogBook::open();
    for of in ALL {
        let server = Server::with(&JwtManager::new(of.config()).unwrap(), endpoints);
        for (tenant, status) in [("acme", 200), ("other", 403), ("down", 500)] {
            let token = of.token(json!({ "tenant": tenant }));
            for endpoint in ["/errs", "/errs-in-time"] {
                let logged = || log.lines_with("the secret of the store").len();
                let before = logged();
                let answer = server.send(&Request::get(endpoint).bearer(&token));
                assert_eq!(answer.status, status, "{} {endpoint} {tenant}", of.name);
                if status == 500 {
                    assert_eq!(answer.body, r#"{"msg":"Internal Server Error"}"#);
                    assert!(logged() > before, "{endpoint} logs the cause");
                }
            }
        }
    }
}

#[test]
fn it_is_asked_last_and_not_for_a_token_that_is_refused_anyway() {
    let jwt = JwtManager::builder(NEW.config())
        .token_in_blocklist_loader(|token| async move { token.jti() == Some("revoked") })
        .token_verification_loader(|token| async move { token.jti() != Some("refused") })
        .build()
        .unwrap();
    let server = Server::with(&jwt, endpoints);
    for (changes, status) in [
        (json!({}), 403),
        (json!({ "roles": "admin", "fresh": false }), 401),
        (json!({ "roles": "admin", "jti": "revoked" }), 401),
        (json!({ "roles": "admin", "jti": "refused" }), 400),
        (json!({ "roles": "admin", "exp": 1 }), 401),
    ] {
        let answer = server.send(&Request::get("/counts").bearer(NEW.token(changes)));
        assert_eq!(answer.status, status);
        assert_eq!(checks::ASKED.load(Ordering::SeqCst), 0);
    }
    let admin = NEW.token(json!({ "roles": "admin" }));
    assert_eq!(
        server.send(&Request::get("/counts").bearer(admin)).status,
        200
    );
    assert_eq!(checks::ASKED.load(Ordering::SeqCst), 1);
}

/// It reads the user, so a user who is not found is reported first.
#[test]
fn it_runs_after_the_user_is_loaded() {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    for of in ALL {
        let jwt = JwtManager::builder(of.config())
            .user_lookup_loader(|_| async {
                ASKED.fetch_add(1, Ordering::SeqCst);
                None::<()>
            })
            .build()
            .unwrap();
        let server = Server::with(&jwt, endpoints);
        for path in ["/no", "/yes"] {
            let message = "Error loading the user test";
            let before = ASKED.load(Ordering::SeqCst);
            let answer = server.send(&Request::get(path).bearer(of.token(json!({}))));
            assert_eq!(answer.json(), json!({ "msg": message }), "{}", of.name);
            let asked = ASKED.load(Ordering::SeqCst) - before;
            assert_eq!(asked, 1, "{} {path}", of.name);
        }
    }
}
