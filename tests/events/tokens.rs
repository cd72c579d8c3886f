//! Tokens that are made, refreshed and revoked, stores that fail, and the cache.

use std::{io, time::Duration};

use actix_web::{HttpResponse, web};
use jwt_fresh::{
    JwtManager, MemoryRevocationStore, Revocation, RevocationQuery, RevocationStore, TokenLocation,
    Verdict, create_access_token, create_refresh_token, get_jwt_identity,
    jwt_refresh_token_required, jwt_required, revoke_jwt,
};
use jwt_fresh_tests::{NEW, Request, Server, TestClock, now};
use serde_json::json;

use crate::harness::{Seen, lines_with, listen};

async fn login() -> jwt_fresh::Result<HttpResponse> {
    create_access_token("alice")
        .fresh(true)
        .expires_in(Duration::from_secs(4321))
        .encode()?;
    create_refresh_token("alice").never_expires().encode()?;
    Ok(HttpResponse::Ok().finish())
}

#[jwt_refresh_token_required]
async fn refresh() -> jwt_fresh::Result<HttpResponse> {
    create_access_token(get_jwt_identity())
        .expires_in(Duration::from_secs(1234))
        .encode()?;
    Ok(HttpResponse::Ok().finish())
}

#[jwt_required(verify_type = false)]
async fn log_out() -> jwt_fresh::Result<HttpResponse> {
    revoke_jwt().await?;
    Ok(HttpResponse::Ok().finish())
}

#[jwt_required]
async fn protected() -> HttpResponse {
    HttpResponse::Ok().finish()
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.route("/login", web::post().to(login))
        .route("/refresh", web::post().to(refresh))
        .route("/log-out", web::post().to(log_out))
        .route("/made", web::get().to(protected));
}

#[test]
fn a_token_is_issued_refreshed_and_revoked() {
    listen();
    let seen = Seen::default();
    let jwt = JwtManager::builder(NEW.config().observer(seen.clone()))
        .revocation_store(MemoryRevocationStore::new())
        .build()
        .unwrap();
    let server = Server::with(&jwt, endpoints);
    assert_eq!(server.send(&Request::post("/login")).status, 200);
    assert_eq!(
        seen.take(),
        [
            "issued access fresh=true Some(4321)",
            "issued refresh fresh=false None"
        ]
    );
    let [line] = &lines_with("expires_in", "4321")[..] else {
        panic!("one line");
    };
    assert_eq!(
        (&*line["event"], &*line["level"]),
        ("token.issued", "DEBUG")
    );
    assert_eq!((&*line["token.type"], &*line["fresh"]), ("access", "true"));

    let token = NEW.token(json!({ "type": "refresh", "fresh": null }));
    let by_refresh_token = |path| Request::post(path).bearer(&token);
    assert_eq!(server.send(&by_refresh_token("/refresh")).status, 200);
    assert_eq!(
        seen.take(),
        [
            "accepted /refresh headers refresh fresh=false",
            "refreshed implicit=false Some(1234)"
        ]
    );
    let [line] = &lines_with("expires_in", "1234")[..] else {
        panic!("one line");
    };
    assert_eq!(line["event"], "token.refreshed");

    assert_eq!(server.send(&by_refresh_token("/log-out")).status, 200);
    assert_eq!(
        seen.take(),
        [
            "accepted /log-out headers refresh fresh=false",
            "revoked token refresh"
        ]
    );
    let [line] = &lines_with("what", "token")[..] else {
        panic!("one line");
    };
    assert_eq!(
        (&*line["event"], &*line["level"]),
        ("token.revoked", "INFO")
    );
    assert_eq!(server.send(&by_refresh_token("/refresh")).status, 401);
    assert_eq!(seen.take(), ["refused revoked /refresh headers"]);
}

#[test]
fn a_renewed_cookie_is_refreshed() {
    listen();
    let seen = Seen::default();
    let config = NEW
        .config()
        .token_locations([TokenLocation::Cookies])
        .implicit_refresh(Duration::from_secs(600), Duration::from_secs(86_400))
        .observer(seen.clone());
    let server = Server::with(&JwtManager::new(config).unwrap(), endpoints);
    let token = NEW.token(json!({ "exp": now() + 60, "iat": now() - 840, "csrf": "a-value" }));
    let cookie = format!("{}={token}", NEW.access_cookie());
    let answer = server.send(&Request::get("/made").header("Cookie", cookie));
    assert_eq!(answer.headers("set-cookie").len(), 2, "{answer:?}");
    let told = seen.take();
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(told[0], "accepted /made cookies access fresh=true");
    assert!(
        told[1].starts_with("refreshed implicit=true Some("),
        "{told:?}"
    );
}

struct Down;

impl RevocationStore for Down {
    type Error = io::Error;

    async fn revoke(&self, _: &Revocation<'_>) -> io::Result<()> {
        Err(io::Error::other("the store of this test is down"))
    }

    async fn check(&self, _: &RevocationQuery<'_>) -> io::Result<Verdict> {
        Err(io::Error::other("the store of this test is down"))
    }
}

#[test]
fn a_failed_store_is_an_error_and_a_refusal() {
    listen();
    let seen = Seen::default();
    let clock = TestClock::at(u64::try_from(now()).unwrap() / 60 * 60);
    let jwt = JwtManager::builder(NEW.config().clock(clock.clone()).observer(seen.clone()))
        .revocation_store(Down)
        .build()
        .unwrap();
    let server = Server::with(&jwt, endpoints);
    let token = NEW.token(json!({ "iat": now() - 120, "nbf": now() - 120 }));
    let request = Request::get("/made").bearer(token);
    for _ in 0..12 {
        assert_eq!(server.send(&request).status, 503);
        assert_eq!(
            seen.take(),
            [
                "failed check the store of this test is down",
                "refused blocklist_unavailable /made headers"
            ]
        );
    }
    let lines = lines_with("operation", "check");
    assert_eq!(lines.len(), 10);
    assert_eq!(lines[0]["event"], "store.failed");
    assert_eq!(lines[0]["level"], "ERROR");
    assert_eq!(lines[0]["error"], "the store of this test is down");
    clock.pass(Duration::from_secs(60));
    server.send(&request);
    let last = lines_with("operation", "check").pop().unwrap();
    assert_eq!(last["held_back"], "2");
}

#[test]
fn the_cache_says_whether_it_was_hit() {
    listen();
    let seen = Seen::default();
    let config = NEW.config().verified_token_cache(16).observer(seen.clone());
    let server = Server::on_one_worker(&JwtManager::new(config).unwrap(), endpoints);
    let request = Request::get("/made").bearer(NEW.token(json!({})));
    for hit in ["miss", "hit", "hit"] {
        assert_eq!(server.send(&request).status, 200);
        let told = format!("accepted /made headers access fresh=true {hit}");
        assert_eq!(seen.take(), [told]);
    }
}
