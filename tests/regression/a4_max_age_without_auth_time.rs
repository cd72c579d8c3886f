//! A4: `max_age = "5m"` let a fresh token pass 23 hours after the login, where it had no `auth_time`.
//!
//! The tokens of `quart` and `flask` have no such claim, and a token is fresh until it expires.

use std::time::{Duration, UNIX_EPOCH};

use actix_web::{HttpRequest, Responder, web};
use jwt_fresh::{JwtManager, fresh_jwt_required, jwt_required, verify_jwt_in_request};
use jwt_fresh_tests::{ALL, Configuration, Mint, Request, SECRET, Server, TestClock, claims};
use serde_json::{Value, json};

const NOW: u64 = 1_800_000_000;

#[jwt_required(max_age = "5m")]
async fn window() -> impl Responder {
    "in time"
}

#[fresh_jwt_required(max_age = "5m")]
async fn fresh_window() -> impl Responder {
    "in time"
}

async fn by_hand(request: HttpRequest) -> jwt_fresh::Result<impl Responder> {
    let window = Duration::from_secs(5 * 60);
    verify_jwt_in_request(&request).max_age(window).await?;
    Ok("in time")
}

const ENDPOINTS: [&str; 3] = ["/window", "/fresh-window", "/by-hand"];

fn endpoints(app: &mut web::ServiceConfig) {
    app.route("/window", web::to(window))
        .route("/fresh-window", web::to(fresh_window))
        .route("/by-hand", web::to(by_hand));
}

/// A token that is valid for a day, without `auth_time`.
fn token(of: Configuration, iat: Value, fresh: Value) -> String {
    let day = NOW + 24 * 60 * 60;
    let changes = json!({ "iat": iat, "nbf": null, "exp": day, "fresh": fresh });
    Mint::new(&claims(of.identity_claim, changes))
        .key(SECRET)
        .token()
}

#[test]
fn the_age_of_a_token_without_auth_time_is_counted_from_iat() {
    for of in ALL {
        let clock = TestClock::at(NOW);
        let server = Server::with(
            &JwtManager::new(of.config().clock(clock)).unwrap(),
            endpoints,
        );
        let status = |iat: Value, fresh: Value| {
            ENDPOINTS.map(|endpoint| {
                let request = Request::get(endpoint);
                let token = token(of, iat.clone(), fresh.clone());
                server.send(&request.bearer(token)).status
            })
        };
        for fresh in [json!(true), json!(NOW + 24 * 60 * 60)] {
            // Controls: the login is recent.
            assert_eq!(status(json!(NOW), fresh.clone()), [200; 3], "{}", of.name);
            assert_eq!(
                status(json!(NOW - 300), fresh.clone()),
                [200; 3],
                "{}",
                of.name
            );

            assert_eq!(
                status(json!(NOW - 301), fresh.clone()),
                [401; 3],
                "{}",
                of.name
            );
            let yesterday = json!(NOW - 23 * 60 * 60);
            assert_eq!(status(yesterday, fresh.clone()), [401; 3], "{}", of.name);
            assert_eq!(status(Value::Null, fresh), [401; 3], "{}: no iat", of.name);
        }
        // A refresh issued it, so `iat` is no login.
        assert_eq!(status(json!(NOW), json!(false)), [401; 3], "{}", of.name);
    }
}

#[test]
fn a_login_of_python_is_too_old_after_the_window() {
    for of in ALL {
        let clock = TestClock::at(NOW);
        let hands = clock.clone();
        let day = Duration::from_secs(24 * 60 * 60);
        let config = of
            .config()
            .encode_auth_time(false)
            .access_token_expires(day)
            .clock(move || UNIX_EPOCH + Duration::from_secs(hands.seconds()));
        let jwt = JwtManager::new(config).unwrap();
        let login = jwt
            .create_access_token("test")
            .fresh(true)
            .encode()
            .unwrap();
        let server = Server::with(&jwt, endpoints);
        let status = || ENDPOINTS.map(|e| server.send(&Request::get(e).bearer(&login)).status);
        assert_eq!(status(), [200; 3], "{}", of.name);
        clock.pass(Duration::from_secs(23 * 60 * 60));
        assert_eq!(status(), [401; 3], "{}", of.name);
    }
}
