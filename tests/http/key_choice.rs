//! The key that a callback chooses for a token, whose header anybody can write.

use jwt_fresh::{Algorithm, JwtManager, VerifyingKey, dangerous::UnverifiedToken};
use jwt_fresh_tests::{Mint, Request, Server, claims};
use serde_json::json;

use crate::configuration::{ALL, SECRET};

const CHOSEN: &str = "a second secret of thirty-two bytes";

fn key_of(token: &UnverifiedToken) -> Option<VerifyingKey> {
    match token.header()["kid"].as_str()? {
        "ours" => VerifyingKey::from_secret(Algorithm::HS256, CHOSEN).ok(),
        _ => None,
    }
}

#[test]
fn a_key_id_that_is_not_ours_is_422_and_no_fault_of_ours() {
    for configuration in ALL {
        let jwt = JwtManager::builder(configuration.config())
            .decode_key_loader(|token| async move { key_of(&token) })
            .build()
            .unwrap();
        let server = Server::start(&jwt);
        let answer = |kid: &str, key: &str| {
            let header = json!({ "alg": "HS256", "typ": "JWT", "kid": kid });
            let token = Mint::new(&claims(configuration.identity_claim, json!({})))
                .header(header.to_string())
                .key(key)
                .token();
            server.send(&Request::get("/protected").bearer(token))
        };

        let ours = answer("ours", CHOSEN);
        assert_eq!(ours.status, 200, "{}: {ours:?}", configuration.name);
        // The key of the configuration doesn't count beside a callback's.
        for (kid, key) in [("theirs", CHOSEN), ("theirs", SECRET), ("ours", SECRET)] {
            let refused = answer(kid, key);
            assert_eq!(
                (refused.status, refused.body.trim_end()),
                (422, r#"{"msg":"Signature verification failed"}"#),
                "{}: {kid}",
                configuration.name
            );
        }
    }
}
