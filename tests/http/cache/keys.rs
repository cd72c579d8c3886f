//! A token is known to the manager that verified it, and only where its key can't change.

use std::sync::{
    Arc, LazyLock,
    atomic::{AtomicUsize, Ordering},
};

use actix_web::web;
use jwt_fresh::{Algorithm, JwtConfig, JwtManager, VerifyingKey};
use jwt_fresh_tests::{ALL, Configuration, NEW, Request, SECRET, Server, endpoints};
use serde_json::json;
use tokio::task::yield_now;

use super::{ask, fine, refused, remembering, start};

static STAFF: LazyLock<JwtManager> =
    LazyLock::new(|| manager("the secret of the staff, and of nobody else"));
static GUESTS: LazyLock<JwtManager> =
    LazyLock::new(|| manager("the secret of the guests, and of nobody else"));
/// The key of the staff, but for other readers.
static PRESS: LazyLock<JwtManager> = LazyLock::new(|| {
    let config = JwtConfig::new("the secret of the staff, and of nobody else");
    JwtManager::new(
        config
            .decode_audience(["press"])
            .signs_for_others()
            .verified_token_cache(8),
    )
    .unwrap()
});

fn manager(secret: &'static str) -> JwtManager {
    JwtManager::new(JwtConfig::new(secret).verified_token_cache(8)).unwrap()
}

#[test]
fn what_one_manager_knows_no_other_one_knows() {
    let scopes = |app: &mut web::ServiceConfig| {
        for (path, jwt) in [
            ("/staff", &*STAFF),
            ("/guests", &*GUESTS),
            ("/press", &*PRESS),
        ] {
            app.service(web::scope(path).wrap(jwt.clone()).configure(endpoints));
        }
    };
    // Side by side, and all of them inside of a fourth.
    let around = JwtManager::new(remembering(NEW)).unwrap();
    let token = |jwt: &JwtManager| {
        jwt.create_access_token("test")
            .fresh(true)
            .encode()
            .unwrap()
    };
    let (staff, guest) = (token(&STAFF), token(&GUESTS));
    let forged = || refused(422, "Signature verification failed");
    let of_nobody = || refused(422, "Token is missing the \"aud\" claim");
    for server in [
        Server::without_manager(scopes),
        Server::on_one_worker(&around, scopes),
    ] {
        for _ in 0..4 {
            for (path, token, expected) in [
                ("/staff/protected", &staff, fine()),
                ("/guests/protected", &staff, forged()),
                ("/press/protected", &staff, of_nobody()),
                ("/guests/protected", &guest, fine()),
                ("/staff/protected", &guest, forged()),
                ("/press/protected", &guest, forged()),
            ] {
                assert_eq!(ask(&server, path, token), expected, "{path}");
            }
        }
    }
}

/// One key after the other, as a test turns the number.
fn key(number: usize) -> VerifyingKey {
    let secret = if number == 0 {
        SECRET
    } else {
        "a second secret, of more than thirty-two bytes"
    };
    VerifyingKey::from_secret(Algorithm::HS256, secret).unwrap()
}

/// The counts are those of keys asked for.
fn rotating(of: Configuration, waits: bool) -> (Arc<AtomicUsize>, Arc<AtomicUsize>, Server) {
    let (current, asked) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (number, count) = (Arc::clone(&current), Arc::clone(&asked));
    let builder = JwtManager::builder(remembering(of)).decode_key_loader(move |_| {
        count.fetch_add(1, Ordering::SeqCst);
        let number = number.load(Ordering::SeqCst);
        async move {
            if waits {
                yield_now().await;
            }
            (number < 2).then(|| key(number))
        }
    });
    (current, asked, start(builder))
}

#[test]
fn where_a_callback_chooses_the_key_a_change_is_seen_at_once() {
    for of in ALL {
        for waits in [false, true] {
            let (current, asked, server) = rotating(of, waits);
            let token = of.token(json!({}));
            let forged = || refused(422, "Signature verification failed");
            for (number, expected) in [(0, fine()), (1, forged()), (0, fine()), (2, forged())] {
                current.store(number, Ordering::SeqCst);
                for _ in 0..3 {
                    assert_eq!(ask(&server, "/protected", &token), expected, "{}", of.name);
                }
            }
            assert_eq!(asked.load(Ordering::SeqCst), 12, "{}", of.name);
        }
    }
}

#[test]
fn a_manager_that_takes_the_place_of_another_knows_nothing() {
    let token = NEW.token(json!({}));
    let old = start(JwtManager::builder(remembering(NEW)));
    assert_eq!(ask(&old, "/protected", &token), fine());
    let config = JwtConfig::new("a second secret, of more than thirty-two bytes");
    let new = start(JwtManager::builder(config.verified_token_cache(8)));
    for _ in 0..2 {
        let answer = new.send(&Request::get("/protected").bearer(&token));
        assert_eq!(answer.status, 422);
    }
}
