//! Turning sessions on: tokens from before go on, and nothing escapes for ever.

use std::time::Duration;

use jwt_fresh::{JwtManager, MemoryRevocationStore};
use jwt_fresh_tests::{ALL, NEW, TestClock};
use serde_json::json;

use crate::app::{START, Site, claims, manager};

/// An instance of the app from before: no session store, and a refresh token of it.
fn former(config: jwt_fresh::JwtConfig, clock: &TestClock) -> (JwtManager, String, String) {
    let jwt = JwtManager::new(config.clock(clock.clone())).unwrap();
    let access = jwt.create_access_token("alice").encode().unwrap();
    let refresh = jwt.create_refresh_token("alice").encode().unwrap();
    (jwt, access, refresh)
}

#[test]
fn tokens_from_before_get_a_session() {
    for of in ALL {
        let clock = TestClock::at(START);
        let (_, access, refresh) = former(of.config(), &clock);
        assert_eq!(claims(&refresh)["sid"], json!(null), "{}", of.name);
        let site = Site::of(
            manager(of.config(), &MemoryRevocationStore::new(), &clock),
            clock.clone(),
        );
        assert!(site.is_in(&access), "{}", of.name);
        let next = site.rotate(&refresh).unwrap();
        assert_eq!(claims(&next.refresh)["gen"], 2, "{}", of.name);
        assert_eq!(claims(&next.refresh)["exp"], claims(&refresh)["exp"]);
        assert!(site.is_in(&next.access));
        // Once: a second use is that of a token that was rotated.
        clock.pass(Duration::from_secs(60));
        assert_eq!(site.rotate(&refresh).unwrap_err().0, 401, "{}", of.name);
        assert!(!site.is_in(&next.access));
    }
}

#[test]
fn a_plain_refresh_adopts_too_and_a_log_out_ends_what_was_adopted() {
    for of in ALL {
        let clock = TestClock::at(START);
        let (_, _, refresh) = former(of.config(), &clock);
        let site = Site::of(
            manager(of.config(), &MemoryRevocationStore::new(), &clock),
            clock.clone(),
        );
        let refreshed = site.post("/refresh", Some(&refresh), &json!({}));
        assert_eq!(refreshed.status, 200, "{} {}", of.name, refreshed.body);
        let access = refreshed.json()["access_token"]
            .as_str()
            .unwrap()
            .to_owned();
        assert!(site.is_in(&access));
        site.post("/revoke", Some(&access), &json!({}));
        let refused = site.post("/refresh", Some(&refresh), &json!({}));
        assert_eq!(refused.status, 401, "{}", of.name);
    }
}

#[test]
fn a_token_from_before_that_is_revoked_takes_what_it_was_rotated_to_with_it() {
    for of in ALL {
        let clock = TestClock::at(START);
        let (_, _, refresh) = former(of.config(), &clock);
        let store = MemoryRevocationStore::new();
        let site = Site::of(manager(of.config(), &store, &clock), clock.clone());
        let next = site.rotate(&refresh).unwrap();
        let token = site.jwt.decode_token(&refresh).unwrap();
        actix_web::rt::System::new().block_on(async { site.jwt.revoke(&token).await.unwrap() });
        assert!(!site.is_in(&next.access), "{}", of.name);
        assert_eq!(
            site.rotate(&next.refresh).unwrap_err().0,
            401,
            "{}",
            of.name
        );
    }
}

#[test]
fn later_ones_are_refused() {
    let clock = TestClock::at(START);
    let site = Site::of(
        manager(NEW.config(), &MemoryRevocationStore::new(), &clock),
        clock.clone(),
    );
    site.log_in("somebody");
    for (after, adopted) in [(23, true), (25, false)] {
        clock.set(START + after * 3600);
        let (_, _, refresh) = former(NEW.config(), &clock);
        assert_eq!(site.rotate(&refresh).is_ok(), adopted, "{after} hours");
    }
}

#[test]
fn an_instance_that_only_reads_starts_no_session() {
    let clock = TestClock::at(START);
    let store = MemoryRevocationStore::new();
    let reading = manager(NEW.config().sessions_reading_only(true), &store, &clock);
    let reading = Site::of(reading, clock.clone());
    let on = Site::of(manager(NEW.config(), &store, &clock), clock);
    let old = reading.log_in("alice");
    assert_eq!(claims(&old.refresh)["sid"], json!(null));
    assert!(on.is_in(&old.access));
    let new = on.log_in("alice");
    assert!(reading.is_in(&new.access));
    assert!(reading.rotate(&new.refresh).is_ok());
    reading.post("/revoke", Some(&new.access), &json!({}));
    assert!(!on.is_in(&new.access));
    assert!(on.rotate(&old.refresh).is_ok(), "adopted");
}
