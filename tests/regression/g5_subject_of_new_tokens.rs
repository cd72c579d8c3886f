//! G5: the callbacks for new tokens got the identity as a JSON value alone: neither all of its digits, nor
//! the type of the token.

use jwt_fresh::{JwtManager, TokenSubject, TokenType};
use jwt_fresh_tests::ALL;
use serde_json::json;

/// More than 64 bits hold.
const ID: u128 = 1 << 70;

async fn claims(subject: TokenSubject) -> serde_json::Value {
    json!({
        "of": match subject.token_type() {
            TokenType::Refresh => "refresh",
            _ => "access",
        },
        "digits": subject.identity().to_string(),
    })
}

#[test]
fn they_see_whom_and_what_for() {
    for of in ALL {
        let config = of.config().verify_sub(false).claims_in_refresh_token(true);
        let jwt = JwtManager::builder(config)
            .additional_claims_loader(claims)
            .build()
            .unwrap();
        for (token, is) in [
            (jwt.create_access_token(ID).encode(), "access"),
            (jwt.create_refresh_token(ID).encode(), "refresh"),
        ] {
            let token = jwt.decode_token(&token.unwrap()).unwrap();
            let own = token.user_claims();
            assert_eq!(own["of"], is, "{}", of.name);
            assert_eq!(own["digits"], ID.to_string(), "{}", of.name);
        }
    }
}

/// What is ported from Python reads the same.
#[test]
fn they_read_it_as_a_value() {
    for of in ALL {
        let jwt = JwtManager::builder(of.config())
            .user_identity_loader(|user| async move { user["name"].clone() })
            .additional_headers_loader(
                |user| async move { json!({ "for": user, "is": *user == "x" }) },
            )
            .build()
            .unwrap();
        let token = jwt.create_access_token(json!({ "name": "alice" })).encode();
        let token = jwt.decode_token(&token.unwrap()).unwrap();
        assert_eq!(*token.identity(), "alice");
        assert_eq!(token.header()["for"], json!({ "name": "alice" }));
        assert_eq!(token.header()["is"], false);
    }
}
