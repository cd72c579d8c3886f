//! What the app's own callbacks and stores answer is asked for each time.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
};

use actix_web::{HttpResponse, Responder, web};
use jwt_fresh::{
    JwtManager, JwtManagerBuilder, MemoryRevocationStore, RequestToken, get_current_user,
    jwt_required, revoke_jwt,
};
use jwt_fresh_tests::{ALL, Configuration, Request, Server, endpoints};
use serde_json::json;

use super::{ENDPOINTS, ask, fine, refused, remembering, start, token_for};

/// What a callback answers, as a test sets it.
#[derive(Clone, Default)]
struct Mood(Arc<AtomicU8>);

const YES: u8 = 0;
const NO: u8 = 1;
const DOWN: u8 = 2;

impl Mood {
    fn set(&self, mood: u8) {
        self.0.store(mood, Ordering::SeqCst);
    }

    fn is_yes(&self) -> io::Result<bool> {
        match self.0.load(Ordering::SeqCst) {
            DOWN => Err(io::Error::other("the database is down")),
            mood => Ok(mood == YES),
        }
    }
}

/// Holds tokens that are known against a callback that changes its mind.
fn expect_each_time(
    build: fn(Configuration, Mood) -> JwtManagerBuilder,
    no: (u16, &str),
    down: (u16, &str),
) {
    for of in ALL {
        let mood = Mood::default();
        let server = start(build(of, mood.clone()));
        for endpoint in ENDPOINTS {
            let token = token_for(endpoint, of, json!({}));
            let no = refused(no.0, no.1);
            let down = refused(down.0, down.1);
            for (now, expected) in [(YES, fine()), (NO, no.clone()), (DOWN, down), (NO, no)] {
                mood.set(now);
                for _ in 0..2 {
                    let answer = ask(&server, endpoint, &token);
                    assert_eq!(answer, expected, "{} {endpoint}", of.name);
                }
            }
            mood.set(YES);
            assert_eq!(ask(&server, endpoint, &token), fine(), "{}", of.name);
        }
    }
}

#[test]
fn the_blocklist_is_asked_each_time() {
    expect_each_time(
        |of, mood| {
            let config = remembering(of).blacklist_enabled(true);
            JwtManager::builder(config).token_in_blocklist_loader(move |_| {
                let is_yes = mood.is_yes();
                async move { is_yes.map(|yes| !yes) }
            })
        },
        (401, "Token has been revoked"),
        (503, "Service Unavailable"),
    );
}

#[test]
fn the_claims_are_verified_each_time() {
    expect_each_time(
        |of, mood| {
            JwtManager::builder(remembering(of)).token_verification_loader(move |_| {
                let is_yes = mood.is_yes();
                async move { is_yes }
            })
        },
        (400, "User claims verification failed"),
        (500, "Internal Server Error"),
    );
}

#[test]
fn the_user_is_looked_up_each_time() {
    expect_each_time(
        |of, mood| {
            JwtManager::builder(remembering(of)).user_lookup_loader(move |_| {
                let is_yes = mood.is_yes();
                async move { is_yes.map(|yes| yes.then_some(())) }
            })
        },
        (401, "Error loading the user test"),
        (500, "Internal Server Error"),
    );
}

#[jwt_required]
async fn user() -> impl Responder {
    web::Json(json!(get_current_user::<String>()))
}

#[test]
fn the_user_is_the_one_of_today() {
    let mood = Mood::default();
    let of_today = mood.clone();
    let builder =
        JwtManager::builder(remembering(ALL[0])).user_lookup_loader(move |token: RequestToken| {
            let day = of_today.0.load(Ordering::SeqCst);
            async move { Some(format!("{} on day {day}", token.identity())) }
        });
    let server = Server::on_one_worker(&builder.build().unwrap(), |app| {
        app.route("/user", web::get().to(user));
    });
    let request = Request::get("/user").bearer(ALL[0].token(json!({})));
    for day in 0..5 {
        mood.set(day);
        assert_eq!(
            server.send(&request).json(),
            json!(format!("test on day {day}"))
        );
    }
}

#[jwt_required]
async fn log_out() -> jwt_fresh::Result<impl Responder> {
    revoke_jwt().await?;
    Ok(HttpResponse::NoContent())
}

/// With two workers, of which each knows the token.
#[test]
fn a_token_that_is_known_everywhere_is_revoked_everywhere() {
    for of in ALL {
        let store = MemoryRevocationStore::new();
        let builder = JwtManager::builder(remembering(of)).revocation_store(store);
        let server = Server::with(&builder.build().unwrap(), |app| {
            endpoints(app);
            app.route("/logout", web::post().to(log_out));
        });
        let bystander = of.token(json!({ "jti": "another" }));
        for round in 0..10 {
            let token = of.token(json!({ "jti": format!("token {round}") }));
            for endpoint in ["/protected", "/fresh", "/optional", "/protected"] {
                assert_eq!(ask(&server, endpoint, &token), fine(), "{}", of.name);
            }
            let answer = server.send(&Request::post("/logout").bearer(&token));
            assert_eq!(answer.status, 204, "{}", of.name);
            for endpoint in ["/protected", "/fresh", "/optional", "/protected"] {
                let answer = ask(&server, endpoint, &token);
                assert_eq!(
                    answer,
                    refused(401, "Token has been revoked"),
                    "{}",
                    of.name
                );
                assert_eq!(ask(&server, endpoint, &bystander), fine(), "{}", of.name);
            }
        }
    }
}
