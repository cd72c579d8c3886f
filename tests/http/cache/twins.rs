//! A token that is like one that is known, but for a letter, is another token.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jwt_fresh::JwtManager;
use jwt_fresh_tests::{ALL, Mint, Request, SECRET, claims};
use serde_json::json;
use tokio::runtime;

use super::{ask, fine, refused, remembering, start};
use crate::connection::Connection;

#[test]
fn no_letter_of_a_token_that_is_known_can_be_changed() {
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    for of in ALL {
        let server = start(JwtManager::builder(remembering(of)));
        let token = of.token(json!({}));
        runtime.block_on(async {
            let mut connection = Connection::open(server.address()).await;
            let mut status = async |token: &str| {
                let bearer = format!("Bearer {token}");
                connection.get_all(&[("/protected", Some(&*bearer))]).await[0].0
            };
            for place in 0..token.len() {
                let letter = token.as_bytes()[place];
                let other = if letter == b'A' { 'B' } else { 'A' };
                let twin = format!("{}{other}{}", &token[..place], &token[place + 1..]);
                assert_eq!(status(&token).await, 200, "{}", of.name);
                assert_eq!(status(&twin).await, 422, "{} {place}", of.name);
            }
            for twin in [
                format!("{token}A"),
                format!("{token}="),
                format!("{token}."),
                format!("A{token}"),
                format!(".{token}"),
                token[1..].to_owned(),
                token[..token.len() - 1].to_owned(),
                token.to_ascii_lowercase(),
                token.to_ascii_uppercase(),
            ] {
                assert_eq!(status(&token).await, 200, "{}", of.name);
                assert_eq!(status(&twin).await, 422, "{} {twin}", of.name);
            }
        });
    }
}

/// GHSA-rp9m-7r4c-75qg: a cache that looks at a part of the token takes one user for another.
#[test]
fn no_other_payload_or_header_goes_by_a_signature_that_is_known() {
    for of in ALL {
        let server = start(JwtManager::builder(remembering(of)));
        let mint = |name: &str| {
            let identity = json!({ of.identity_claim: name, "jti": name });
            Mint::new(&claims(of.identity_claim, identity)).key(SECRET)
        };
        let [header, payload, signature] = mint("guest").segments();
        let [_, of_admin, signature_of_admin] = mint("admin").segments();
        let good = [&*header, &payload, &signature].join(".");
        let unsigned = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#);
        let with_key_id = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256","typ":"JWT","kid":"k"}"#);
        let forged = || refused(422, "Signature verification failed");
        for (twin, expected) in [
            ([&*header, &of_admin, &signature], forged()),
            ([&header, &payload, &signature_of_admin], forged()),
            ([&with_key_id, &payload, &signature], forged()),
            (
                [&unsigned, &payload, &signature],
                refused(422, "The specified alg value is not allowed"),
            ),
        ] {
            for _ in 0..2 {
                assert_eq!(ask(&server, "/protected", &good), fine(), "{}", of.name);
                let answer = ask(&server, "/protected", &twin.join("."));
                assert_eq!(answer, expected, "{}", of.name);
            }
        }
        let answer = server.send(&Request::get("/protected").bearer(good));
        assert_eq!(answer.json()["identity"], "guest", "{}", of.name);
        // And a good one of the other user is that of the other user.
        let answer = server.send(&Request::get("/protected").bearer(mint("admin").token()));
        assert_eq!(answer.json()["identity"], "admin", "{}", of.name);
    }
}
