//! Arguments that prove what the token was: a check of that very thing makes them, nothing else.

use actix_web::{FromRequest, HttpRequest, Responder, get, route, web};
use jwt_fresh::{
    Access, Fresh, JsonObject, JwtManager, fresh_jwt_required, jwt_optional, jwt_required,
    verify_fresh_jwt_in_request, verify_jwt_in_request, verify_jwt_refresh_token_in_request,
};
use jwt_fresh_tests::{ALL, Configuration, LogBook, NEW, Request, Response, Server, now};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct User {
    role: String,
}

fn balance(of: &Access<User>) -> String {
    format!("{} is {}", of.identity(), of.role)
}

fn pay(who: &Fresh<User>) -> String {
    format!("{}, fresh", balance(who))
}

#[get("/access")]
#[jwt_required]
async fn with_access(who: Access<User>) -> impl Responder {
    balance(&who)
}

#[get("/fresh")]
#[fresh_jwt_required]
async fn with_fresh(who: Fresh<User>) -> impl Responder {
    pay(&who)
}

#[get("/any")]
#[jwt_required]
async fn with_any(who: Access) -> impl Responder {
    web::Json(json!({ "claims": *who, "same": *who == *who.token().claims() }))
}

#[get("/printed")]
#[fresh_jwt_required]
async fn printed(who: Fresh) -> impl Responder {
    format!("{who:?} {:?}", who.clone().into_access())
}

#[get("/optional")]
#[jwt_optional]
async fn with_optional(who: Option<Access<User>>) -> impl Responder {
    who.map_or_else(|| "nobody".to_owned(), |who| balance(&who))
}

#[get("/optional-fresh")]
#[jwt_optional(fresh)]
async fn with_optional_fresh(who: Option<Fresh<User>>) -> impl Responder {
    who.map_or_else(|| "nobody".to_owned(), |who| pay(&who))
}

fn proofs(app: &mut web::ServiceConfig) {
    app.service(with_access)
        .service(with_fresh)
        .service(with_any)
        .service(printed)
        .service(with_optional)
        .service(with_optional_fresh);
}

fn serve(configuration: Configuration, configure: fn(&mut web::ServiceConfig)) -> Server {
    Server::with(&JwtManager::new(configuration.config()).unwrap(), configure)
}

fn status_and_body(answer: &Response) -> (u16, &str) {
    (answer.status, &answer.body)
}

#[test]
fn a_proof_holds_the_identity_and_the_claims() {
    for configuration in ALL {
        let server = serve(configuration, proofs);
        let stale = configuration.token(json!({ "fresh": false, "role": "admin" }));
        let fresh = configuration.token(json!({ "role": "admin" }));
        let send = |target: &str, token: &str| server.send(&Request::get(target).bearer(token));
        let name = configuration.name;
        for (target, token, body) in [
            ("/access", &stale, "test is admin"),
            ("/access", &fresh, "test is admin"),
            ("/fresh", &fresh, "test is admin, fresh"),
            ("/optional", &stale, "test is admin"),
            ("/optional-fresh", &fresh, "test is admin, fresh"),
        ] {
            let answer = send(target, token);
            assert_eq!(status_and_body(&answer), (200, body), "{name} {target}");
        }
        for target in ["/fresh", "/optional-fresh"] {
            assert_eq!(send(target, &stale).status, 401, "{name} {target}");
        }
        for target in ["/optional", "/optional-fresh"] {
            let answer = server.send(&Request::get(target));
            assert_eq!(status_and_body(&answer), (200, "nobody"), "{name} {target}");
        }
    }
}

#[test]
fn without_a_type_it_holds_all_claims() {
    let server = serve(NEW, proofs);
    let token = NEW.token(json!({ "role": "admin", "deep": { "er": [1] } }));
    let answer = server.send(&Request::get("/any").bearer(token)).json();
    assert_eq!(answer["claims"]["role"], "admin");
    assert_eq!(answer["claims"]["deep"], json!({ "er": [1] }));
    assert_eq!(answer["same"], true);
}

#[test]
fn a_proof_that_is_printed_shows_no_claim() {
    let server = serve(NEW, proofs);
    let token = NEW.token(json!({ "csrf": "a-double-submit-value", "role": "admin" }));
    let answer = server.send(&Request::get("/printed").bearer(token));
    assert_eq!(answer.status, 200);
    for name in ["Fresh", "Access"] {
        assert!(answer.body.contains(name), "{}", answer.body);
    }
    for claim in ["a-double-submit-value", "csrf", "admin", "test"] {
        assert!(!answer.body.contains(claim), "{claim}: {}", answer.body);
    }
}

#[test]
fn claims_that_do_not_fit_the_type_are_refused() {
    let server = serve(NEW, proofs);
    for role in [json!(null), json!(7), json!(["admin"])] {
        let token = NEW.token(json!({ "role": role }));
        for target in ["/access", "/fresh"] {
            let answer = server.send(&Request::get(target).bearer(&token));
            let refusal = (400, r#"{"msg":"User claims verification failed"}"#);
            assert_eq!(status_and_body(&answer), refusal, "{target} {role}");
        }
    }
}

#[get("/open-access")]
async fn open_access(_who: Access) -> impl Responder {
    "never"
}

#[get("/open-fresh")]
async fn open_fresh(_who: Fresh) -> impl Responder {
    "never"
}

/// The attribute sees no proof in here, so it is found out at the request.
#[get("/in-a-tuple")]
#[jwt_required]
async fn in_a_tuple(_both: (Fresh, String)) -> impl Responder {
    "never"
}

#[get("/in-a-tuple-refresh")]
#[jwt_required(refresh)]
async fn in_a_tuple_refresh(_both: (Access, String)) -> impl Responder {
    "never"
}

#[test]
fn what_was_not_checked_is_not_proved_and_the_log_names_what_is_missing() {
    let log = LogBook::open();
    let server = serve(NEW, |app| {
        app.service(open_access)
            .service(open_fresh)
            .service(in_a_tuple)
            .service(in_a_tuple_refresh);
    });
    // Fresh as it is: nobody has asked for that.
    let fresh = NEW.token(json!({}));
    let refresh = NEW.token(json!({ "type": "refresh" }));
    for (target, token, proof, missing) in [
        ("/open-access", &fresh, "Access", "`#[jwt_required]`"),
        ("/open-fresh", &fresh, "Fresh", "`#[jwt_required]`"),
        ("/in-a-tuple", &fresh, "Fresh", "`#[jwt_required(fresh)]`"),
        (
            "/in-a-tuple-refresh",
            &refresh,
            "Access",
            "`#[jwt_required]`",
        ),
    ] {
        let logged = || {
            let lines = log.lines_with(missing).into_iter();
            lines.filter(|line| line.contains(proof)).count()
        };
        let before = logged();
        let answer = server.send(&Request::get(target).bearer(token));
        let opaque = (500, r#"{"msg":"Internal Server Error"}"#);
        assert_eq!(status_and_body(&answer), opaque, "{target}");
        assert!(logged() > before, "{target} logs what is missing");
    }
}

/// Which proofs can be had after a check by hand.
#[get("/by-hand/{check}")]
async fn by_hand(request: HttpRequest, check: web::Path<String>) -> jwt_fresh::Result<String> {
    match check.as_str() {
        "fresh" => verify_fresh_jwt_in_request(&request).await?,
        "refresh" => verify_jwt_refresh_token_in_request(&request).await?,
        // With `.fresh()` it would be a contradiction: `regression/a13_contradictions_by_hand.rs`.
        "any" => verify_jwt_in_request(&request).verify_type(false).await?,
        "fresh-then-required" => {
            verify_fresh_jwt_in_request(&request).await?;
            verify_jwt_in_request(&request).await?;
        }
        _ => verify_jwt_in_request(&request).await?,
    }
    let access = Access::<JsonObject>::extract(&request).await.is_ok();
    let fresh = Fresh::<JsonObject>::extract(&request).await.is_ok();
    Ok(format!("access {access}, fresh {fresh}"))
}

#[test]
fn a_check_by_hand_proves_what_it_asked_for() {
    let server = serve(NEW, |app| {
        app.service(by_hand);
    });
    let fresh = NEW.token(json!({}));
    let refresh = NEW.token(json!({ "type": "refresh", "fresh": true }));
    for (check, token, proved) in [
        ("required", &fresh, "access true, fresh false"),
        ("fresh", &fresh, "access true, fresh true"),
        ("refresh", &refresh, "access false, fresh false"),
        ("any", &fresh, "access true, fresh false"),
        ("any", &refresh, "access false, fresh false"),
        ("fresh-then-required", &fresh, "access true, fresh false"),
    ] {
        let answer = server.send(&Request::get(&format!("/by-hand/{check}")).bearer(token));
        assert_eq!(status_and_body(&answer), (200, proved), "{check}");
    }
}

#[get("/recent")]
#[jwt_required(fresh, max_age = "5m")]
async fn recent(who: Fresh<User>) -> impl Responder {
    pay(&who)
}

#[test]
fn a_fresh_token_from_a_recent_login_is_fresh() {
    let server = serve(NEW, |app| {
        app.service(recent);
    });
    for (ago, fresh, status) in [
        (60, true, 200),
        (60, false, 401),
        (600, true, 401),
        (600, false, 401),
    ] {
        let claims = json!({ "fresh": fresh, "role": "admin", "auth_time": now() - ago });
        let answer = server.send(&Request::get("/recent").bearer(NEW.token(claims)));
        assert_eq!(answer.status, status, "{fresh}, {ago} s ago: {answer:?}");
    }
}

#[route("/preflight", method = "OPTIONS", method = "GET")]
#[jwt_required]
async fn preflight(who: Access) -> impl Responder {
    who.identity().to_string()
}

#[test]
fn a_request_that_needs_no_token_gives_no_proof() {
    for configuration in ALL {
        let server = serve(configuration, |app| {
            app.service(preflight);
        });
        let answer = server.send(&Request::new("OPTIONS", "/preflight"));
        // The ports answer it without the handler.
        let status = if configuration.name == "new" {
            401
        } else {
            200
        };
        assert_eq!(answer.status, status, "{}: {answer:?}", configuration.name);
        assert!(!answer.body.contains("test"), "{}", configuration.name);
    }
}
