//! A store that is in trouble lets nobody in, says nothing to clients, and recovers by itself.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    time::Duration,
};

use actix_web::rt::time::sleep;
use jwt_fresh::{
    JwtManager, MemoryRevocationStore, Revocation, RevocationQuery, RevocationStore, Verdict,
};
use jwt_fresh_tests::LogBook;

use crate::app::{ask, configurations, fine, gone, log_out, revoked, serve};

/// What a failing store says, and no client may read.
const CONFIDENTIAL: &str = "redis://admin:hunter2@10.0.0.7 is down";

const UP: u8 = 0;
const DOWN: u8 = 1;
const PANICS: u8 = 2;
const SLOW: u8 = 3;

/// A store that gets into trouble when it is told to.
#[derive(Clone, Default)]
struct Moody {
    inner: MemoryRevocationStore,
    mood: Arc<AtomicU8>,
}

impl Moody {
    fn set(&self, mood: u8) {
        self.mood.store(mood, Ordering::SeqCst);
    }

    async fn get_through(&self) -> io::Result<()> {
        match self.mood.load(Ordering::SeqCst) {
            DOWN => Err(io::Error::other(CONFIDENTIAL)),
            PANICS => panic!("this panic is part of the test"),
            SLOW => {
                sleep(Duration::from_millis(50)).await;
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

impl RevocationStore for Moody {
    type Error = io::Error;

    async fn revoke(&self, revocation: &Revocation<'_>) -> io::Result<()> {
        self.get_through().await?;
        self.inner
            .revoke(revocation)
            .await
            .map_err(io::Error::other)
    }

    async fn check(&self, query: &RevocationQuery<'_>) -> io::Result<Verdict> {
        self.get_through().await?;
        self.inner.check(query).await.map_err(io::Error::other)
    }
}

#[test]
fn a_store_that_is_down_is_503_everywhere_and_opaque() {
    let log = LogBook::open();
    for (name, config) in configurations() {
        let store = Moody::default();
        // In an `Arc`, as a shared one may be.
        let shared = Arc::new(store.clone());
        let (jwt, server) = serve(JwtManager::builder(config).revocation_store(shared));
        let access = || {
            jwt.create_access_token("alice")
                .fresh(true)
                .encode()
                .unwrap()
        };
        let refresh = jwt.create_refresh_token("alice").encode().unwrap();
        let (token, logged_out) = (access(), access());
        assert_eq!(log_out(&server, "/logout", &logged_out), gone(), "{name}");

        store.set(DOWN);
        let unavailable = (503, "Service Unavailable".to_owned());
        for endpoint in ["/protected", "/fresh", "/optional"] {
            for token in [&token, &logged_out] {
                let answer = ask(&server, endpoint, token);
                assert_eq!(answer, unavailable, "{name} {endpoint}");
            }
        }
        assert_eq!(ask(&server, "/refresh", &refresh), unavailable, "{name}");
        assert_eq!(log_out(&server, "/logout", &token), unavailable, "{name}");
        // What needs no store goes on.
        assert_eq!(ask(&server, "/open", &token), fine(), "{name}");
        let expired = ask(&server, "/protected", "a.b.c");
        assert_eq!(
            expired.0, 422,
            "{name}: a bad token is still the client's fault"
        );

        store.set(UP);
        assert_eq!(ask(&server, "/protected", &token), fine(), "{name}");
        assert_eq!(ask(&server, "/protected", &logged_out), revoked(), "{name}");
    }
    assert!(
        !log.lines_with(CONFIDENTIAL).is_empty(),
        "the reason is logged"
    );
}

#[test]
fn a_store_that_can_not_be_told_has_logged_nobody_out() {
    for (name, config) in configurations() {
        let store = Moody::default();
        let (jwt, server) =
            serve(JwtManager::builder(config).revocation_store(OnlyAnswers(store.clone())));
        let token = jwt.create_access_token("alice").encode().unwrap();
        store.set(DOWN);
        let answer = log_out(&server, "/logout", &token);
        assert_eq!(answer, (503, "Service Unavailable".to_owned()), "{name}");
        assert_eq!(ask(&server, "/protected", &token), fine(), "{name}");
    }
}

/// A replica that can be read, of a store that can't be written to.
struct OnlyAnswers(Moody);

impl RevocationStore for OnlyAnswers {
    type Error = io::Error;

    async fn revoke(&self, revocation: &Revocation<'_>) -> io::Result<()> {
        self.0.revoke(revocation).await
    }

    async fn check(&self, query: &RevocationQuery<'_>) -> io::Result<Verdict> {
        self.0.inner.check(query).await.map_err(io::Error::other)
    }
}

#[test]
fn a_store_that_panics_costs_that_request_and_no_other() {
    for (name, config) in configurations() {
        let store = Moody::default();
        let (jwt, server) = serve(JwtManager::builder(config).revocation_store(store.clone()));
        let token = jwt.create_access_token("alice").encode().unwrap();
        for endpoint in ["/protected", "/optional"] {
            store.set(PANICS);
            let answer = catch_unwind(AssertUnwindSafe(|| ask(&server, endpoint, &token)));
            assert!(
                answer.is_err(),
                "{name}: no answer, but a closed connection"
            );
            store.set(UP);
            // Enough of them to meet both workers.
            for _ in 0..8 {
                assert_eq!(ask(&server, endpoint, &token), fine(), "{name}");
            }
        }
    }
}

#[test]
fn a_slow_store_is_waited_for() {
    for (name, config) in configurations() {
        let store = Moody::default();
        let (jwt, server) = serve(JwtManager::builder(config).revocation_store(store.clone()));
        let token = jwt.create_access_token("alice").encode().unwrap();
        store.set(SLOW);
        assert_eq!(ask(&server, "/protected", &token), fine(), "{name}");
        assert_eq!(log_out(&server, "/logout", &token), gone(), "{name}");
        assert_eq!(ask(&server, "/protected", &token), revoked(), "{name}");
    }
}
