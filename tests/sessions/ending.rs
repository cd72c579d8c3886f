//! Ending sessions: one, the others, all; the list.

use std::time::Duration;

use jwt_fresh::{DynSessionStore, JwtManager, MemoryRevocationStore};
use jwt_fresh_tests::{ALL, NEW, TestClock};
use serde_json::json;

use crate::app::{START, Site, claims, manager};

#[test]
fn a_revoked_token_takes_its_session_with_it() {
    for of in ALL {
        let site = Site::open(of);
        let (mine, other) = (site.log_in("alice"), site.log_in("alice"));
        let refreshed = site.rotate(&mine.refresh).unwrap();
        assert_eq!(
            site.post("/revoke", Some(&mine.access), &json!({})).status,
            204
        );
        for dead in [&mine.access, &refreshed.access] {
            assert!(!site.is_in(dead), "{}", of.name);
        }
        for dead in [&mine.refresh, &refreshed.refresh] {
            assert_eq!(site.rotate(dead).unwrap_err().0, 401, "{}", of.name);
        }
        assert!(site.is_in(&other.access));
    }
}

#[test]
fn the_list_shows_ones_own_sessions_and_ends_them() {
    for of in ALL {
        let site = Site::open(of);
        let first = site.log_in("alice");
        site.clock.pass(Duration::from_secs(1));
        let second = site.log_in("alice");
        let bobs = site.log_in("bob");
        let sid = |token: &str| claims(token)["sid"].as_str().unwrap().to_owned();
        assert_eq!(
            site.sessions(&first.access),
            [sid(&second.access), format!("{}*", sid(&first.access))],
            "{}: the last one first",
            of.name
        );
        // Nobody else's.
        let end = |by: &str, id: &str| site.post("/end", Some(by), &json!({ "id": id })).status;
        assert_eq!(end(&first.access, &sid(&bobs.access)), 204);
        assert!(site.is_in(&bobs.access), "{}", of.name);
        assert_eq!(site.rotate(&bobs.refresh).map(|_| ()), Ok(()));

        assert_eq!(end(&first.access, &sid(&second.access)), 204);
        assert!(!site.is_in(&second.access));
        assert_eq!(
            site.sessions(&first.access),
            [format!("{}*", sid(&first.access))]
        );
    }
}

#[test]
fn the_others_end_and_all_end() {
    for of in ALL {
        let site = Site::open(of);
        let [mine, other, bobs] = ["alice", "alice", "bob"].map(|who| site.log_in(who));
        assert_eq!(
            site.post("/end-others", Some(&mine.access), &json!({}))
                .status,
            204
        );
        assert!(site.is_in(&mine.access) && !site.is_in(&other.access));
        assert!(site.rotate(&mine.refresh).is_ok());

        assert_eq!(
            site.post("/end-all", Some(&mine.access), &json!({})).status,
            204
        );
        assert!(!site.is_in(&mine.access));
        assert!(site.is_in(&bobs.access), "{}", of.name);
        // In the same millisecond: the clock stands still.
        let new = site.log_in("alice");
        assert!(site.is_in(&new.access), "{}", of.name);
        assert!(site.rotate(&new.refresh).is_ok());
        assert!(!site.is_in(&mine.access));
        // And once more: the session is a millisecond ahead of the clock.
        site.post("/end-all", Some(&new.access), &json!({}));
        assert!(!site.is_in(&new.access), "{}", of.name);
        assert!(site.is_in(&site.log_in("alice").access));
    }
}

#[test]
fn a_session_that_was_kept_ends_with_the_next_end_of_all() {
    let site = Site::open(NEW);
    let [mine, other] = [(); 2].map(|()| site.log_in("alice"));
    site.post("/end-others", Some(&mine.access), &json!({}));
    site.post("/end-all", Some(&mine.access), &json!({}));
    site.clock.pass(Duration::from_secs(5));
    let new = site.log_in("alice");
    site.post("/end-others", Some(&new.access), &json!({}));
    let all = [&mine, &other, &new].map(|tokens| site.is_in(&tokens.access));
    assert_eq!(all, [false, false, true]);
}

#[test]
fn two_managers_of_one_store_see_each_others_sessions() {
    let (clock, store) = (TestClock::at(START), MemoryRevocationStore::new());
    let boxed = DynSessionStore::new(store.clone());
    let one = Site::of(manager(NEW.config(), &store, &clock), clock.clone());
    let other = JwtManager::builder(NEW.config().clock(clock.clone()))
        .session_store(boxed)
        .build()
        .unwrap();
    let other = Site::of(other, clock);
    let tokens = one.log_in("alice");
    assert!(other.is_in(&tokens.access));
    let next = other.rotate(&tokens.refresh).unwrap();
    one.post("/revoke", Some(&next.access), &json!({}));
    assert!(!other.is_in(&tokens.access));
}

#[test]
fn a_store_that_forgot_a_session_refuses_it() {
    let clock = TestClock::at(START);
    let open = |store: &MemoryRevocationStore| {
        Site::of(
            manager(NEW.config().error_code_key("code"), store, &clock),
            clock.clone(),
        )
    };
    let tokens = open(&MemoryRevocationStore::new()).log_in("alice");
    let restarted = open(&MemoryRevocationStore::new());
    let refused = restarted.get("/me", &tokens.access);
    assert_eq!(
        (refused.status, &refused.json()["code"]),
        (401, &json!("session_unknown"))
    );
    let refused = restarted.post("/rotate", Some(&tokens.refresh), &json!({}));
    assert_eq!(
        (refused.status, &refused.json()["code"]),
        (401, &json!("session_unknown"))
    );
}

#[test]
fn a_deny_list_ends_a_login_too() {
    // Without a session store: the tokens of a login share a session all the same.
    let clock = TestClock::at(START);
    let store = MemoryRevocationStore::new();
    let jwt = JwtManager::builder(NEW.config().clock(clock.clone()))
        .revocation_store(store.clone())
        .build()
        .unwrap();
    let site = Site::of(jwt, clock);
    let access = site.jwt.create_access_token("alice").fresh(true);
    let access = access.encode().unwrap();
    assert!(claims(&access)["sid"].is_string());
    assert!(site.is_in(&access));
    assert_eq!(site.post("/revoke", Some(&access), &json!({})).status, 204);
    assert!(!site.is_in(&access));
    assert_eq!(store.len(), 1, "one entry for the session");
}
