//! C10: `JwtConfig::new` refused the tokens of a server whose clock is 0.4 seconds ahead.

use std::time::Duration;

use actix_web::{Responder, web};
use jwt_fresh::{JwtConfig, JwtManager, fresh_jwt_required, get_jwt_identity, jwt_required};
use jwt_fresh_tests::{ALL, Configuration, FLASK, NEW, QUART, Request, Server, TestClock};
use serde_json::{Value, json};

const NOW: u64 = 1_800_000_000;

#[jwt_required]
async fn plain() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_required(max_age = "5m")]
async fn window() -> impl Responder {
    get_jwt_identity().to_string()
}

#[fresh_jwt_required]
async fn fresh() -> impl Responder {
    get_jwt_identity().to_string()
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.route("/plain", web::to(plain))
        .route("/window", web::to(window))
        .route("/fresh", web::to(fresh));
}

/// A server whose clock stands 0.7 seconds past `NOW`, and the clock.
fn verifier(config: JwtConfig) -> (TestClock, Server) {
    let clock = TestClock::at(NOW);
    clock.pass(Duration::from_millis(700));
    let jwt = JwtManager::new(config.clock(clock.clone())).unwrap();
    (clock, Server::with(&jwt, endpoints))
}

/// A login at a server whose clock is ahead by that much. The claims decide how the payload is read.
fn token(of: Configuration, ahead: Duration, claims: Value) -> String {
    let clock = TestClock::at(NOW);
    clock.pass(Duration::from_millis(700) + ahead);
    let signer = JwtManager::new(of.config().clock(clock)).unwrap();
    let login = signer.create_access_token("test").fresh(true);
    login.claims(claims).encode().unwrap()
}

/// What the fast reader takes, and what only the full one does.
fn payloads() -> [Value; 2] {
    [
        json!({}),
        json!({ "own": { "nested": [1] }, "escaped": "\u{8}\"" }),
    ]
}

fn status(server: &Server, endpoint: &str, token: &str) -> u16 {
    server.send(&Request::get(endpoint).bearer(token)).status
}

#[test]
fn new_accepts_a_token_of_a_clock_that_is_five_seconds_ahead() {
    for cache in [0, 16] {
        let (clock, server) = verifier(NEW.config().verified_token_cache(cache));
        for (millis, expected) in [
            (0, 200),
            (400, 200),
            (5000, 200),
            (5299, 200),
            (5300, 422),
            (60_000, 422),
        ] {
            for claims in payloads() {
                let token = token(NEW, Duration::from_millis(millis), claims);
                // Again, from the cache.
                for endpoint in ["/plain", "/window", "/fresh", "/plain", "/window", "/fresh"] {
                    let case = format!("{millis} ms, {endpoint}, cache of {cache}");
                    assert_eq!(status(&server, endpoint, &token), expected, "{case}");
                }
            }
        }
        // A clock that goes back: what the cache contains is checked again.
        let token = token(NEW, Duration::ZERO, json!({}));
        assert_eq!(status(&server, "/plain", &token), 200);
        clock.set(NOW - 5);
        assert_eq!(status(&server, "/plain", &token), 200);
        clock.set(NOW - 6);
        assert_eq!(status(&server, "/plain", &token), 422);
    }
}

#[test]
fn the_end_of_a_token_stays_sharp() {
    for cache in [0, 16] {
        let (clock, server) = verifier(NEW.config().verified_token_cache(cache));
        let token = token(NEW, Duration::from_millis(400), json!({}));
        let ends = NOW + 1 + 15 * 60;
        clock.set(ends - 1);
        assert_eq!(status(&server, "/plain", &token), 200);
        clock.set(ends);
        assert_eq!(status(&server, "/plain", &token), 401);
        // Nor is the window longer.
        clock.set(NOW + 1 + 5 * 60);
        assert_eq!(status(&server, "/window", &token), 200);
        clock.pass(Duration::from_secs(1));
        assert_eq!(status(&server, "/window", &token), 401);
    }
}

#[test]
fn the_ports_have_no_leeway_as_in_python() {
    for of in [QUART, FLASK] {
        let (_, server) = verifier(of.config());
        for claims in payloads() {
            let ahead = token(of, Duration::from_millis(400), claims.clone());
            assert_eq!(status(&server, "/plain", &ahead), 422, "{}", of.name);
            let same = token(of, Duration::from_millis(200), claims);
            assert_eq!(status(&server, "/plain", &same), 200, "{}", of.name);
        }
    }
}

#[test]
fn a_leeway_that_is_set_counts_for_every_claim() {
    let by_name = |of: Configuration| of.config().with_env_from([("JWT_DECODE_LEEWAY", "0")]);
    for of in ALL {
        for config in [
            of.config().decode_leeway(Duration::ZERO),
            by_name(of).unwrap(),
        ] {
            let (_, server) = verifier(config);
            let ahead = token(of, Duration::from_millis(400), json!({}));
            assert_eq!(status(&server, "/plain", &ahead), 422, "{}", of.name);
        }
        let (_, server) = verifier(of.config().decode_leeway(Duration::from_secs(10)));
        for (seconds, expected) in [(10, 200), (11, 422)] {
            let ahead = token(of, Duration::from_secs(seconds), json!({}));
            assert_eq!(status(&server, "/plain", &ahead), expected, "{}", of.name);
        }
    }
}

/// The check at the start is made with the same clock, so it says nothing of any of them.
#[test]
fn a_manager_still_accepts_its_own_tokens() {
    for of in ALL {
        let jwt = JwtManager::new(of.config()).unwrap();
        let token = jwt.create_access_token("test").encode().unwrap();
        assert!(jwt.decode_token(&token).is_ok(), "{}", of.name);
    }
}
