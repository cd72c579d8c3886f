//! Each refusal is one event, at DEBUG or at WARN, and the log can't be flooded.

use std::time::Duration;

use actix_web::{Error, HttpResponse, error::InternalError, http::StatusCode, web};
use jwt_fresh::{Caller, JwtManager, TokenLocation, jwt_optional, jwt_required};
use jwt_fresh_tests::{ALL, NEW, Request, Server, TestClock, now};
use serde_json::json;

use crate::harness::{Seen, everything, lines_with, listen};

#[jwt_required]
async fn protected() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[jwt_required(fresh)]
async fn fresh() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[jwt_optional]
async fn optional() -> HttpResponse {
    HttpResponse::Ok().finish()
}

fn never(caller: &Caller) -> Result<(), Error> {
    let status = caller.request().match_info().query("status").parse();
    let status = StatusCode::from_u16(status.unwrap()).unwrap();
    Err(InternalError::new("own", status).into())
}

#[jwt_required(verify = never)]
async fn never_entered() -> HttpResponse {
    HttpResponse::Ok().finish()
}

/// What the client gets as a 5xx is a failure, not a refusal.
#[test]
fn an_error_of_the_own_check_is_reported_as_it_is_answered() {
    for of in ALL {
        let seen = Seen::default();
        let jwt = JwtManager::new(of.config().observer(seen.clone())).unwrap();
        let server = Server::with(&jwt, |app| {
            app.route("/own/{status}", web::get().to(never_entered));
        });
        for (status, expected, reason) in [
            (402, 402, "permission_denied"),
            (404, 404, "permission_denied"),
            (200, 500, "callback_failed"),
            (303, 500, "callback_failed"),
            (503, 503, "callback_failed"),
        ] {
            let request = Request::get(&format!("/own/{status}")).bearer(of.token(json!({})));
            let answer = server.send(&request);
            assert_eq!(answer.status, expected, "{} {status}", of.name);
            let call = format!("refused {reason} /own/{{status}} headers");
            assert_eq!(seen.take(), [call], "{} {status}", of.name);
        }
    }
}

#[test]
fn each_refusal_is_one_line_and_one_call() {
    listen();
    for of in ALL {
        let seen = Seen::default();
        let config = of
            .config()
            .token_locations([TokenLocation::Headers, TokenLocation::Cookies])
            .observer(seen.clone());
        let jwt = JwtManager::new(config).unwrap();
        let prefix = format!("/refused-{}", of.name);
        let scope = prefix.clone();
        let server = Server::with(&jwt, move |app| {
            app.service(
                web::scope(&scope)
                    .route("/{user}/any", web::to(protected))
                    .route("/{user}/fresh", web::to(fresh))
                    .route("/{user}/optional", web::to(optional)),
            );
        });
        let any = format!("{prefix}/{{user}}/any");
        let path = format!("{prefix}/alice-is-personal/any?page=very-secret");
        let good = of.token(json!({ "csrf": "a-value" }));
        let cookie = format!("{}={good}", of.access_cookie());
        let expired = of.token(json!({ "exp": now() - 600 }));
        for (reason, level, location, request) in [
            ("missing_token", "DEBUG", "nowhere", Request::get(&path)),
            (
                "expired",
                "DEBUG",
                "headers",
                Request::get(&path).bearer(&expired),
            ),
            (
                "bad_signature",
                "WARN",
                "headers",
                Request::get(&path).bearer(of.forged_token(json!({}))),
            ),
            (
                "malformed_token",
                "WARN",
                "headers",
                Request::get(&path).bearer("an-attackers-word"),
            ),
            (
                "wrong_type",
                "WARN",
                "headers",
                Request::get(&path).bearer(of.token(json!({ "type": "refresh" }))),
            ),
            (
                "csrf_missing",
                "WARN",
                "cookies",
                Request::post(&path).header("Cookie", &cookie),
            ),
            (
                "csrf_mismatch",
                "WARN",
                "cookies",
                Request::post(&path)
                    .header("Cookie", &cookie)
                    .header("X-CSRF-TOKEN", "an-attackers-word"),
            ),
        ] {
            let before = lines_with("route", &any).len();
            let answer = server.send(&request);
            assert!((400..500).contains(&answer.status), "{} {reason}", of.name);
            let lines = lines_with("route", &any).split_off(before);
            let [line] = &lines[..] else {
                panic!("{} {reason}: {lines:?}", of.name);
            };
            assert_eq!(line["target"], "jwt_fresh");
            assert_eq!(line["event"], "token.refused");
            assert_eq!(line["reason"], reason, "{}", of.name);
            assert_eq!(line["level"], level, "{} {reason}", of.name);
            let logged = line.get("location").map_or("nowhere", |found| found);
            assert_eq!(logged, location, "{} {reason}", of.name);
            let call = format!("refused {reason} {any} {location}");
            assert_eq!(seen.take(), [call], "{}", of.name);
        }
        let not_fresh = Request::get(&format!("{prefix}/alice-is-personal/fresh"))
            .bearer(of.token(json!({ "fresh": false })));
        assert_eq!(server.send(&not_fresh).status, 401);
        let call = format!("refused not_fresh {prefix}/{{user}}/fresh headers");
        assert_eq!(seen.take(), [call]);

        // What is accepted is no refusal.
        let accepted = Request::get(&path).bearer(&good);
        assert_eq!(server.send(&accepted).status, 200);
        let call = format!("accepted {any} headers access fresh=true");
        assert_eq!(seen.take(), [call]);
        let line = lines_with("route", &any).pop().unwrap();
        assert_eq!(line["event"], "token.accepted");
        assert_eq!(line["level"], "TRACE");
        assert_eq!(line["token.type"], "access");
        assert_eq!(line["fresh"], "true");

        let everything = everything();
        for secret in [
            "alice-is-personal",
            "very-secret",
            "an-attackers-word",
            "a-value",
            "a-jti",
            "eyJ",
        ] {
            assert!(!everything.contains(secret), "{secret}");
        }
    }
}

#[test]
fn an_optional_token_is_absent_or_refused() {
    listen();
    let seen = Seen::default();
    let jwt = JwtManager::new(NEW.config().observer(seen.clone())).unwrap();
    let server = Server::with(&jwt, |app| {
        app.route("/optional-event", web::get().to(optional));
    });
    let anonymous = Request::get("/optional-event");
    assert_eq!(server.send(&anonymous).status, 200);
    assert_eq!(seen.take(), ["anonymous /optional-event"]);
    let line = lines_with("route", "/optional-event").pop().unwrap();
    assert_eq!(line["event"], "request.anonymous");
    assert_eq!(line["level"], "TRACE");

    let forged = anonymous.bearer(NEW.forged_token(json!({})));
    assert_eq!(server.send(&forged).status, 422);
    assert_eq!(
        seen.take(),
        ["refused bad_signature /optional-event headers"]
    );
}

#[test]
fn a_stranger_does_not_flood_the_log() {
    listen();
    let seen = Seen::default();
    let clock = TestClock::at(u64::try_from(now()).unwrap());
    let config = NEW.config().clock(clock.clone()).observer(seen.clone());
    let jwt = JwtManager::new(config).unwrap();
    let server = Server::with(&jwt, |app| {
        app.route("/flood", web::get().to(protected));
    });
    let forged = Request::get("/flood").bearer(NEW.forged_token(json!({})));
    // Not across the end of a minute.
    clock.set(clock.seconds() / 60 * 60);
    for _ in 0..25 {
        assert_eq!(server.send(&forged).status, 422);
    }
    assert_eq!(lines_with("route", "/flood").len(), 10);
    // Another reason has a limit of its own, and what is usual has none.
    for _ in 0..12 {
        server.send(&Request::get("/flood"));
    }
    server.send(&Request::get("/flood").bearer("no-token"));
    assert_eq!(lines_with("route", "/flood").len(), 10 + 12 + 1);
    assert_eq!(seen.take().len(), 25 + 12 + 1, "calls are never limited");

    clock.pass(Duration::from_secs(60));
    server.send(&forged);
    let line = lines_with("route", "/flood").pop().unwrap();
    assert_eq!(line["reason"], "bad_signature");
    assert_eq!(line["held_back"], "15");
    server.send(&forged);
    let line = lines_with("route", "/flood").pop().unwrap();
    assert_eq!(line.get("held_back"), None);
}
