//! A revocation is forgotten when its token is refused anyway, and never a moment earlier.

use std::time::Duration;

use jwt_fresh::{
    Clock, JwtManager, MemoryRevocationStore, RevocationQuery, RevocationStore, TokenType, Verdict,
};
use jwt_fresh_tests::{Mint, SECRET, TestClock, claims};
use serde_json::json;

use crate::{
    app::{ask, configurations, fine, gone, log_out, revoked, serve},
    suite::block_on,
};

const START: u64 = 1_700_000_000;
/// How much longer than its token a revocation is kept: the longest leeway and a minute.
const GRACE: u64 = 300 + 60;

/// Asks so often that the store has forgotten all that it will.
fn sweep(store: &MemoryRevocationStore, clock: &TestClock) {
    block_on(async {
        for _ in 0..512 {
            let query = RevocationQuery::new("innocent", TokenType::Access, clock.now());
            let verdict = store.check(&query).await.expect("it can be asked");
            assert_eq!(verdict, Verdict::Valid);
        }
    });
}

#[test]
fn from_log_out_to_expiry_a_token_is_refused_at_every_second() {
    const LIFETIME: u64 = 30;
    for leeway in [0, 10] {
        for (name, config) in configurations() {
            let clock = TestClock::at(START);
            let store = MemoryRevocationStore::new();
            let config = config
                .access_token_expires(Duration::from_secs(LIFETIME))
                .decode_leeway(Duration::from_secs(leeway))
                .clock(clock.clone());
            let (jwt, server) = serve(JwtManager::builder(config).revocation_store(store.clone()));
            let token = jwt.create_access_token("alice").encode().unwrap();
            let control = jwt.create_access_token("bob").encode().unwrap();
            assert_eq!(log_out(&server, "/logout", &token), gone());

            let expired = (401, "Token has expired".to_owned());
            for second in 0..LIFETIME + leeway + 5 {
                clock.set(START + second);
                sweep(&store, &clock);
                let alive = second < LIFETIME + leeway;
                let [to_revoked, to_control] = if alive {
                    [revoked(), fine()]
                } else {
                    [expired.clone(), expired.clone()]
                };
                let case = format!("{name}, leeway {leeway}, second {second}");
                assert_eq!(ask(&server, "/protected", &token), to_revoked, "{case}");
                assert_eq!(ask(&server, "/protected", &control), to_control, "{case}");
            }
            // Another manager may have more leeway, and requests may still be under way.
            clock.set(START + LIFETIME + GRACE - 1);
            sweep(&store, &clock);
            assert_eq!(store.len(), 1, "{name}, leeway {leeway}");
            clock.set(START + LIFETIME + GRACE);
            sweep(&store, &clock);
            assert!(store.is_empty(), "{name}, leeway {leeway}");
        }
    }
}

#[test]
fn a_token_that_never_expires_is_revoked_for_ever() {
    for (name, config) in configurations() {
        if name == "new" {
            continue; // It takes no such token.
        }
        let clock = TestClock::at(START);
        let store = MemoryRevocationStore::new();
        let config = config.access_token_never_expires().clock(clock.clone());
        let (jwt, server) = serve(JwtManager::builder(config).revocation_store(store.clone()));
        let token = jwt.create_access_token("alice").encode().unwrap();
        assert_eq!(log_out(&server, "/logout", &token), gone());
        let century = Duration::from_secs(100 * 365 * 24 * 3600);
        clock.pass(century);
        sweep(&store, &clock);
        assert_eq!(ask(&server, "/protected", &token), revoked(), "{name}");
        assert_eq!(store.len(), 1, "{name}");
    }
}

#[actix_web::test]
async fn an_absurd_expiry_is_remembered_as_well_as_any() {
    for (name, config) in configurations() {
        let identity_claim = if name == "quart" { "identity" } else { "sub" };
        let store = MemoryRevocationStore::new();
        let jwt = JwtManager::builder(config)
            .revocation_store(store.clone())
            .build()
            .unwrap();
        for (count, exp) in [
            json!(253_402_300_800_u64),
            json!(i64::MAX),
            json!(u64::MAX),
            json!(1e300),
            json!(f64::MAX),
        ]
        .into_iter()
        .enumerate()
        {
            let changes = json!({ "exp": exp, "jti": exp.to_string() });
            let token = Mint::new(&claims(identity_claim, changes))
                .key(SECRET)
                .token();
            let token = jwt.decode_token(&token).expect("far ahead is not over");
            jwt.revoke(&token).await.unwrap();
            assert_eq!(store.len(), count + 1, "{name} {exp}");
        }
    }
}
