//! Logging in: the claims, the ends of a session, what is an error where sessions are on.

use std::time::Duration;

use actix_web::{Responder, web};
use jwt_fresh::{JwtError, JwtManager, create_access_token, create_refresh_token};
use jwt_fresh_tests::{ALL, NEW, Request, Server};
use serde_json::json;

use crate::app::{START, Site, claims};

const DAY: u64 = 24 * 60 * 60;

#[test]
fn the_tokens_of_a_login_share_a_session() {
    for of in ALL {
        let site = Site::open(of);
        let tokens = site.log_in("alice");
        let (access, refresh) = (claims(&tokens.access), claims(&tokens.refresh));
        assert_eq!(access["sid"], refresh["sid"], "{}", of.name);
        assert!(access["sid"].is_string(), "{}", of.name);
        assert_eq!((&access["gen"], &refresh["gen"]), (&json!(null), &json!(1)));
        assert!(site.is_in(&tokens.access));
        assert_eq!(site.get("/fresh", &tokens.access).status, 200);
        let again = claims(&site.log_in("alice").access);
        assert_ne!(again["sid"], access["sid"]);
    }
}

#[test]
fn a_refresh_carries_the_session() {
    for of in ALL {
        let site = Site::open(of);
        let tokens = site.log_in("alice");
        let answer = site.post("/refresh", Some(&tokens.refresh), &json!({}));
        let access = answer.json()["access_token"].as_str().unwrap().to_owned();
        assert_eq!(claims(&access)["sid"], claims(&tokens.access)["sid"]);
        assert!(site.is_in(&access));
        assert_eq!(site.get("/fresh", &access).status, 401);
    }
}

#[test]
fn no_token_outlives_its_session() {
    let lifetime = Duration::from_secs(10 * 60);
    let site = Site::with(NEW.config().session_lifetime(lifetime));
    let tokens = site.log_in("alice");
    for token in [&tokens.access, &tokens.refresh] {
        assert_eq!(claims(token)["exp"], START + 600, "15 minutes and 30 days");
    }
    site.clock.pass(Duration::from_secs(500));
    let rotated = site.rotate(&tokens.refresh).unwrap();
    let refreshed = site.post("/refresh", Some(&rotated.refresh), &json!({}));
    let refreshed = refreshed.json()["access_token"]
        .as_str()
        .unwrap()
        .to_owned();
    for token in [&rotated.access, &rotated.refresh, &refreshed] {
        assert_eq!(claims(token)["exp"], START + 600);
    }
    site.clock.pass(Duration::from_secs(100));
    assert!(!site.is_in(&rotated.access));
    assert_eq!(site.rotate(&rotated.refresh).unwrap_err().0, 401);
}

#[test]
fn a_session_that_is_not_used_ends() {
    let site = Site::open(NEW);
    let tokens = site.log_in("alice");
    site.clock.pass(Duration::from_secs(29 * DAY));
    let tokens = site.rotate(&tokens.refresh).unwrap();
    site.clock.pass(Duration::from_secs(29 * DAY));
    let tokens = site.rotate(&tokens.refresh).unwrap();
    assert_eq!(claims(&tokens.refresh)["exp"], START + 88 * DAY);
    site.clock.pass(Duration::from_secs(30 * DAY));
    assert_eq!(site.rotate(&tokens.refresh).unwrap_err().0, 401);
}

#[test]
fn a_login_ends_the_session_of_the_request() {
    let site = Site::open(NEW);
    for (keep, stays) in [(false, false), (true, true)] {
        let old = site.log_in("alice");
        let body = json!({ "who": "alice", "keep": keep });
        let answer = site.post("/login-again", Some(&old.access), &body);
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert_eq!(site.is_in(&old.access), stays);
    }
}

#[test]
fn too_many_sessions_end_the_oldest_or_refuse_the_login() {
    let site = Site::with(NEW.config().max_sessions(2));
    let first = site.log_in("alice");
    site.clock.pass(Duration::from_secs(1));
    let second = site.log_in("alice");
    site.clock.pass(Duration::from_secs(1));
    let other = site.log_in("bob");
    let third = site.log_in("alice");
    let all = [&first, &second, &third, &other].map(|tokens| site.is_in(&tokens.access));
    assert_eq!(all, [false, true, true, true]);

    let site = Site::with(NEW.config().max_sessions(1).refuse_login_when_full(true));
    let first = site.log_in("alice");
    let refused = site.post("/login", None, &json!({ "who": "alice" }));
    assert_eq!(refused.status, 403);
    assert_eq!(refused.json()["msg"], "Too many sessions");
    assert!(site.is_in(&first.access));
}

/// Makes tokens by the functions from before, and says what came of it.
async fn by_hand() -> impl Responder {
    let outcome = |outcome: Result<String, JwtError>| match outcome {
        Ok(token) => token,
        Err(error) => error.reason().to_string(),
    };
    let made = [
        create_access_token("alice").fresh(true).encode(),
        create_access_token("alice").encode(),
        create_refresh_token("alice").encode(),
        create_access_token("alice").without_session().encode(),
    ];
    web::Json(made.map(outcome))
}

#[test]
fn tokens_without_a_session_have_to_say_so() {
    for of in ALL {
        let site = Site::open(of);
        let server = Server::with(&site.jwt, |app| {
            app.route("/by-hand", web::get().to(by_hand));
        });
        let made = server.send(&Request::get("/by-hand")).json();
        for refused in 0..3 {
            assert_eq!(made[refused], "token_not_created", "{} {refused}", of.name);
        }
        let without = made[3].as_str().unwrap();
        assert_eq!(claims(without)["sid"], "none");
        assert!(site.is_in(without));
        site.post("/end-all", Some(without), &json!({}));
        assert!(!site.is_in(without));
    }
}

#[test]
fn both_tokens_know_when_the_login_was() {
    let site = Site::open(NEW);
    let outside = site.jwt.start_session("alice");
    let outside = actix_web::rt::System::new().block_on(async { outside.await.unwrap() });
    let again = site.post(
        "/login-again",
        Some(outside.access_token()),
        &json!({ "who": "alice" }),
    );
    let of_request = again.json()["refresh_token"].as_str().unwrap().to_owned();
    for token in [outside.access_token(), outside.refresh_token(), &of_request] {
        assert_eq!(claims(token)["auth_time"], START);
    }
}

#[test]
fn the_store_may_have_to_know_a_session_only_at_a_refresh() {
    let clock = jwt_fresh_tests::TestClock::at(START);
    let open = || {
        let config = NEW.config().check_sessions_at_refresh_only(true);
        let store = jwt_fresh::MemoryRevocationStore::new();
        Site::of(crate::app::manager(config, &store, &clock), clock.clone())
    };
    let site = open();
    let [tokens, ended] = [(); 2].map(|()| site.log_in("alice"));
    site.post("/revoke", Some(&ended.access), &json!({}));
    assert!(site.is_in(&tokens.access) && !site.is_in(&ended.access));
    let restarted = open();
    assert!(restarted.is_in(&tokens.access));
    assert_eq!(restarted.rotate(&tokens.refresh).unwrap_err().0, 401);
}

#[test]
fn one_store_is_enough() {
    let store = jwt_fresh::MemoryRevocationStore::new();
    let twice = JwtManager::builder(NEW.config())
        .session_store(store.clone())
        .revocation_store(store)
        .build()
        .unwrap_err();
    assert!(twice.to_string().contains("remove `revocation_store`"));
}
