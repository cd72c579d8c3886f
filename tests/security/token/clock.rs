//! Time, as injected clocks tell it: before 1970, at the ends of 32-bit clocks, in the year 9999.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use jwt_fresh::{JwtConfig, JwtError, JwtManager};
use jwt_fresh_tests::{Mint, Request, Server, claims};
use serde_json::{Value, json};

use crate::harness::target::SECRET;

/// Moments in whole seconds since 1970, at which one clock or another breaks.
const MOMENTS: [i64; 12] = [
    -2_147_483_648, // 1901, the first second of a 32-bit clock
    -1,             // the last second of 1969
    0,              // 1970
    1,
    1_700_000_000, // 2023
    2_147_483_647, // 2038, the last second of a signed 32-bit clock
    2_147_483_648,
    4_294_967_295, // 2106, the last second of an unsigned one
    4_294_967_296,
    32_503_680_000,  // the year 3000
    253_402_300_799, // the last second of 9999
    253_402_300_800,
];

type Configure = fn(&'static str) -> JwtConfig;

const CONFIGURATIONS: [(Configure, &str); 3] = [
    (JwtConfig::new, "sub"),
    (JwtConfig::quart, "identity"),
    (JwtConfig::flask, "sub"),
];

fn time(seconds: i64) -> SystemTime {
    let distance = Duration::from_secs(seconds.unsigned_abs());
    if seconds < 0 {
        UNIX_EPOCH - distance
    } else {
        UNIX_EPOCH + distance
    }
}

/// A token of that moment, with these changes.
fn token_of(moment: i64, identity_claim: &str, changes: Value) -> String {
    let mut all = json!({ "iat": moment, "nbf": moment, "exp": moment + 900 });
    all.as_object_mut()
        .unwrap()
        .extend(changes.as_object().unwrap().clone());
    Mint::new(&claims(identity_claim, all)).key(SECRET).token()
}

#[test]
fn a_token_is_dead_on_the_second_that_exp_names() {
    let mut judged = 0;
    for moment in MOMENTS {
        for leeway in [0, 10, 300] {
            // At the start of a second and near its end.
            for fraction in [0, 999_000_000] {
                for (configure, identity_claim) in CONFIGURATIONS {
                    let now = time(moment) + Duration::from_nanos(fraction);
                    let config = configure(SECRET).decode_leeway(Duration::from_secs(leeway));
                    let jwt = JwtManager::new(config.clock(move || now)).unwrap();
                    let leeway = i64::try_from(leeway).unwrap();
                    for (exp, alive) in [
                        (moment - leeway - 1, false),
                        (moment - leeway, false),
                        (moment - leeway + 1, true),
                        (moment + 1, true),
                    ] {
                        let token = token_of(moment, identity_claim, json!({ "exp": exp }));
                        let case = format!("exp {exp} at {moment}, leeway {leeway}");
                        match jwt.decode_token(&token) {
                            Ok(_) => assert!(alive, "{case}"),
                            Err(JwtError::ExpiredToken { .. }) => assert!(!alive, "{case}"),
                            Err(error) => panic!("{case}: {error}"),
                        }
                        judged += 1;
                    }
                }
            }
        }
    }
    assert_eq!(judged, MOMENTS.len() * 3 * 2 * 3 * 4);
}

#[test]
fn a_token_is_not_alive_before_nbf_and_iat() {
    for moment in MOMENTS {
        for leeway in [0, 10, 300] {
            for (configure, identity_claim) in CONFIGURATIONS {
                let config = configure(SECRET).decode_leeway(Duration::from_secs(leeway));
                let jwt = JwtManager::new(config.clock(move || time(moment))).unwrap();
                let leeway = i64::try_from(leeway).unwrap();
                for claim in ["nbf", "iat"] {
                    for (from, alive) in [(moment + leeway, true), (moment + leeway + 1, false)] {
                        let token = token_of(moment, identity_claim, json!({ claim: from }));
                        let case = format!("{claim} {from} at {moment}, leeway {leeway}");
                        assert_eq!(jwt.decode_token(&token).is_ok(), alive, "{case}");
                    }
                }
            }
        }
    }
}

/// A clock that a test sets.
fn settable(moment: i64) -> (Arc<AtomicI64>, impl Fn() -> SystemTime) {
    let hand = Arc::new(AtomicI64::new(moment));
    let clock = Arc::clone(&hand);
    (hand, move || time(clock.load(Ordering::SeqCst)))
}

#[test]
fn a_token_of_any_time_lives_for_its_lifetime() {
    for moment in MOMENTS {
        for (configure, _) in CONFIGURATIONS {
            let (hand, clock) = settable(moment);
            let jwt = JwtManager::new(configure(SECRET).clock(clock)).unwrap();
            let token = jwt.create_access_token("test").encode().unwrap();
            for (later, alive) in [
                (0, true),
                (899, true),
                (900, false),
                (10_000, false),
                // `JwtConfig::new` accepts what is up to five seconds early.
                (-6, false),
            ] {
                hand.store(moment + later, Ordering::SeqCst);
                let case = format!("{later} s after {moment}");
                assert_eq!(jwt.decode_token(&token).is_ok(), alive, "{case}");
            }
        }
    }
}

#[test]
fn freshness_ends_on_time_whatever_the_leeway() {
    for moment in [1, 1_700_000_000, 4_294_967_296, 253_402_300_799] {
        for (configure, _) in CONFIGURATIONS {
            let (hand, clock) = settable(moment);
            let config = configure(SECRET)
                .decode_leeway(Duration::from_secs(300))
                .clock(clock);
            let jwt = JwtManager::new(config).unwrap();
            let server = Server::start(&jwt);
            let token = jwt
                .create_access_token("test")
                .fresh_for(Duration::from_secs(60));
            let request = Request::get("/fresh").bearer(token.encode().unwrap());
            for (later, status) in [(0, 200), (59, 200), (61, 401), (899, 401)] {
                hand.store(moment + later, Ordering::SeqCst);
                assert_eq!(
                    server.send(&request).status,
                    status,
                    "{later} s after {moment}"
                );
            }
        }
    }
}
