//! C12: `.encode()` failed at random with a loader that takes a lock, even if nobody held it, and a loader
//! that waits was a 500 without its name.
//!
//! The poll counted against the budget of tokio's task: once that is used up, a free lock is pending too.

use std::{
    future::Future,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Waker},
};

use actix_web::rt::System;
use jwt_fresh::{Algorithm, JwtError, JwtManager, VerifyingKey};
use jwt_fresh_tests::{ALL, Configuration, LogBook, SECRET};
use serde_json::{Value, json};
use tokio::{sync::Mutex, task::yield_now};

/// A manager whose loader takes a lock that nobody else holds.
fn locking(of: Configuration) -> JwtManager {
    let roles = Arc::new(Mutex::new("admin"));
    JwtManager::builder(of.config())
        .additional_claims_loader(move |_| {
            let roles = Arc::clone(&roles);
            async move { json!({ "role": *roles.lock().await }) }
        })
        .build()
        .unwrap()
}

/// Waits if asked to.
async fn wait(waits: bool) -> Value {
    if waits {
        yield_now().await;
    }
    json!({})
}

/// The log lines that name a loader.
fn named(log: &LogBook, loader: &str) -> Vec<String> {
    let lines = log.lines_with("`.encode()` can't wait").into_iter();
    lines.filter(|line| line.contains(loader)).collect()
}

/// In builds with debug assertions the first test shows that the loader may have to wait.
#[test]
fn a_free_lock_is_taken_at_once_or_never() {
    let log = LogBook::open();
    for of in ALL {
        let before = named(log, "additional_claims_loader").len();
        let jwt = locking(of);
        let failed = System::new().block_on(async {
            let tokens = (0..400).map(|_| jwt.create_access_token("test").encode());
            tokens.filter(Result::is_err).count()
        });
        let expected = if cfg!(debug_assertions) { 400 } else { 0 };
        assert_eq!(failed, expected, "{}", of.name);
        let lines = named(log, "additional_claims_loader");
        let logged = lines.len() - before;
        assert_eq!(logged, usize::from(cfg!(debug_assertions)), "{lines:?}");
        let awaited = System::new().block_on(async { jwt.create_access_token("test").await });
        assert!(awaited.is_ok(), "{}", of.name);
    }
}

/// A loader that never waits is not affected by what its task has done before.
#[test]
fn a_used_up_budget_fails_no_loader_that_never_waits() {
    for of in ALL {
        let jwt = JwtManager::builder(of.config())
            .additional_claims_loader(|_| async { json!({ "role": "admin" }) })
            .build()
            .unwrap();
        let failed = System::new().block_on(async {
            let lock = Mutex::new(());
            let tokens = (0..400).map(|_| {
                let _: Poll<_> = pin!(lock.lock()).poll(&mut Context::from_waker(Waker::noop()));
                jwt.create_access_token("test").encode()
            });
            tokens.filter(Result::is_err).count()
        });
        assert_eq!(failed, 0, "{}", of.name);
    }
}

/// The same kind: `decode` does not wait either.
#[test]
fn decoding_without_waiting_takes_a_free_lock_or_says_so() {
    for of in ALL {
        let key = Arc::new(Mutex::new(SECRET));
        let jwt = JwtManager::builder(of.config())
            .decode_key_loader(move |_| {
                let key = Arc::clone(&key);
                async move { VerifyingKey::from_secret(Algorithm::HS256, *key.lock().await) }
            })
            .build()
            .unwrap();
        let token = jwt.create_access_token("test").encode().unwrap();
        let failed = System::new().block_on(async {
            let tokens = (0..400).map(|_| jwt.decode_token(&token));
            tokens.filter(Result::is_err).count()
        });
        let expected = if cfg!(debug_assertions) { 400 } else { 0 };
        assert_eq!(failed, expected, "{}", of.name);
        let awaited = jwt.token_decoder();
        let awaited = System::new().block_on(async { awaited.decode_async(&token).await });
        assert!(awaited.is_ok(), "{}: {awaited:?}", of.name);
    }
}

#[test]
fn the_first_loader_that_waits_is_named_once() {
    let log = LogBook::open();
    for of in ALL {
        let before = named(log, "additional_headers_loader").len();
        let jwt = JwtManager::builder(of.config())
            .additional_headers_loader(|_| wait(true))
            .build()
            .unwrap();
        for _ in 0..3 {
            let error = jwt.create_access_token("test").encode().unwrap_err();
            assert!(matches!(error, JwtError::WouldBlock { .. }), "{error:?}");
        }
        let lines = named(log, "additional_headers_loader");
        assert_eq!(lines.len(), before + 1, "{}: {lines:?}", of.name);
        assert!(
            lines.iter().all(|line| line.starts_with("ERROR")),
            "{lines:?}"
        );
        let advice = "create_access_token(..).await?";
        assert!(lines.iter().all(|line| line.contains(advice)), "{lines:?}");
    }
}

/// A loader that was seen to wait fails in debug builds even when it is ready: so the first test shows it.
#[cfg(debug_assertions)]
#[test]
fn a_loader_that_has_waited_is_an_error_of_encode_in_debug_builds() {
    for of in ALL {
        let waits = Arc::new(AtomicBool::new(true));
        let is_on = Arc::clone(&waits);
        let jwt = JwtManager::builder(of.config())
            .user_identity_loader(move |_| wait(is_on.load(Ordering::SeqCst)))
            .build()
            .unwrap();
        let awaited = System::new().block_on(async { jwt.create_access_token("test").await });
        assert!(awaited.is_ok(), "{}", of.name);
        waits.store(false, Ordering::SeqCst);
        let error = jwt.create_refresh_token("test").encode().unwrap_err();
        assert!(
            matches!(error, JwtError::WouldBlock { .. }),
            "{}: {error:?}",
            of.name
        );
        // Control: another manager, whose loader is ready each time. Outside of a task, tokio's types
        // do not show whether they may wait.
        let jwt = locking(of);
        assert!(
            jwt.create_refresh_token("test").encode().is_ok(),
            "{}",
            of.name
        );
    }
}
