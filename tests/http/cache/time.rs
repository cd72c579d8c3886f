//! Whether a token's time has come, or is over, is asked each time.

use std::time::Duration;

use jwt_fresh::JwtManager;
use jwt_fresh_tests::{ALL, Configuration, Server, TestClock};
use serde_json::{Value, json};

use super::{ENDPOINTS, ask, fine, refused, remembering, start, token_for};

const NOW: u64 = 1_700_000_000;

/// A server, and its clock.
fn at(of: Configuration, leeway: u64) -> (TestClock, Server) {
    let clock = TestClock::at(NOW);
    let config = remembering(of)
        .clock(clock.clone())
        .decode_leeway(Duration::from_secs(leeway));
    (clock, start(JwtManager::builder(config)))
}

/// A token that lives for ten seconds from now, but for these changes.
fn token(endpoint: &str, of: Configuration, changes: Value) -> String {
    let mut claims = json!({ "iat": NOW, "nbf": NOW, "exp": NOW + 10 });
    let claims_object = claims.as_object_mut().unwrap();
    claims_object.extend(changes.as_object().unwrap().clone());
    token_for(endpoint, of, claims)
}

#[test]
fn a_token_that_is_known_dies_on_the_second_that_exp_names() {
    let expired = || refused(401, "Token has expired");
    for of in ALL {
        for leeway in [0, 5] {
            let (clock, server) = at(of, leeway);
            for endpoint in ENDPOINTS {
                let token = token(endpoint, of, json!({}));
                let case = format!("{} {endpoint}, leeway {leeway}", of.name);
                let last = NOW + 10 + leeway;
                for moment in [NOW, NOW + 9, last - 1] {
                    clock.set(moment);
                    assert_eq!(ask(&server, endpoint, &token), fine(), "{case}: {moment}");
                }
                clock.pass(Duration::from_millis(999));
                assert_eq!(ask(&server, endpoint, &token), fine(), "{case}");
                clock.pass(Duration::from_millis(1));
                for _ in 0..3 {
                    assert_eq!(ask(&server, endpoint, &token), expired(), "{case}");
                }
                // A clock that is set right again.
                clock.set(NOW);
                assert_eq!(ask(&server, endpoint, &token), fine(), "{case}");
            }
        }
    }
}

#[test]
fn a_token_that_is_known_is_too_early_when_the_clock_goes_back() {
    for of in ALL {
        for (changes, claim) in [
            (json!({}), "iat"),
            (json!({ "iat": NOW - 100 }), "nbf"),
            (json!({ "nbf": null }), "iat"),
            (json!({ "iat": null }), "nbf"),
        ] {
            for leeway in [0, 5] {
                let (clock, server) = at(of, leeway);
                let too_early = refused(422, &format!("The token is not yet valid ({claim})"));
                for endpoint in ENDPOINTS {
                    let token = token(endpoint, of, changes.clone());
                    let case = format!("{} {endpoint} {changes}, leeway {leeway}", of.name);
                    clock.set(NOW);
                    assert_eq!(ask(&server, endpoint, &token), fine(), "{case}");
                    clock.set(NOW - leeway);
                    assert_eq!(ask(&server, endpoint, &token), fine(), "{case}");
                    clock.set(NOW - leeway - 1);
                    for _ in 0..2 {
                        assert_eq!(ask(&server, endpoint, &token), too_early, "{case}");
                    }
                    clock.set(NOW);
                    assert_eq!(ask(&server, endpoint, &token), fine(), "{case}");
                }
            }
        }
    }
}

#[test]
fn a_token_that_is_known_stops_being_fresh_on_time() {
    for of in ALL {
        let (clock, server) = at(of, 0);
        let token = token("/fresh", of, json!({ "fresh": NOW + 5 }));
        for (moment, fresh) in [
            (NOW, true),
            (NOW + 5, true),
            (NOW + 6, false),
            (NOW + 1, true),
        ] {
            clock.set(moment);
            let expected = match fresh {
                true => fine(),
                false => refused(401, "Fresh token required"),
            };
            for _ in 0..2 {
                assert_eq!(
                    ask(&server, "/fresh", &token),
                    expected,
                    "{} {moment}",
                    of.name
                );
                assert_eq!(
                    ask(&server, "/protected", &token),
                    fine(),
                    "{} {moment}",
                    of.name
                );
            }
        }
    }
}
