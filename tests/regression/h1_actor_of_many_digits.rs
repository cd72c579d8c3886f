//! H1: the revocation of an identity did not end the tokens with which it acts for another one, if it was a
//! number beyond `u64`: the store was asked about the text of its digits.

use std::time::{Duration, SystemTime};

use actix_web::rt::System;
use jwt_fresh::{JwtManager, MemoryRevocationStore, Revocation, RevocationStore, RevocationTarget};
use jwt_fresh_tests::{ALL, Mint, Request, SECRET, Server, claims};
use serde_json::json;

#[test]
fn the_actor_is_as_exact_as_the_subject() {
    for of in ALL {
        for (actor, key) in [
            ("18446744073709551616", "18446744073709551616"),
            ("1e400", "1e400"),
            (
                "{\"id\":18446744073709551616}",
                "{\"id\":18446744073709551616}",
            ),
            ("\"18446744073709551616\"", "\"18446744073709551616\""),
            // The control.
            ("7", "7"),
        ] {
            let store = MemoryRevocationStore::new();
            let builder = JwtManager::builder(of.config());
            let jwt = builder.revocation_store(store.clone()).build().unwrap();
            let server = Server::start(&jwt);
            let mint = Mint::new(&claims(of.identity_claim, json!({ "aud": null })));
            let act = format!("{{\"sub\":{actor}}}");
            let token = mint.claim("act", act).key(SECRET).token();
            let status = || {
                let request = Request::get("/protected").bearer(&token);
                server.send(&request).status
            };
            let revoke = |subject: &str| {
                let not_after = SystemTime::now() + Duration::from_secs(60);
                let target = RevocationTarget::identity(subject, not_after);
                let revocation = Revocation::new(target, SystemTime::now());
                System::new().block_on(async { store.revoke(&revocation).await.unwrap() });
            };
            assert_eq!(status(), 200, "{} {actor}", of.name);
            // Another identity, which has the same digits.
            match key.strip_prefix('"') {
                Some(_) => revoke(key.trim_matches('"')),
                None => revoke(&format!("\"{key}\"")),
            }
            assert_eq!(status(), 200, "{} {actor}", of.name);
            revoke(key);
            assert_eq!(status(), 401, "{} {actor}", of.name);
        }
    }
}
