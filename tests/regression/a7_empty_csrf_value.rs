//! A7: `token_decoder().csrf_value("")` checked nothing, so an empty header or field passed.

use jwt_fresh::JwtManager;
use jwt_fresh_tests::{ALL, Mint, Request, SECRET, Server, claims};
use serde_json::json;

#[test]
fn an_empty_value_is_a_wrong_one() {
    for of in ALL {
        let jwt = JwtManager::new(of.config()).unwrap();
        let decode = |claim, value| {
            let token = of.token(json!({ "csrf": claim }));
            jwt.token_decoder().csrf_value(value).decode(&token)
        };
        for (claim, value) in [("right", ""), ("right", "wrong"), ("", ""), ("", "x")] {
            let refused = decode(claim, value).unwrap_err();
            assert_eq!(
                refused.to_string(),
                "CSRF double submit tokens do not match",
                "{} {claim:?} {value:?}",
                of.name
            );
        }
        assert!(decode("right", "right").is_ok());
        let token = of.token(json!({ "csrf": "right" }));
        assert!(jwt.token_decoder().decode(&token).is_ok(), "not checked");
        let token = of.token(json!({}));
        assert!(jwt.token_decoder().csrf_value("").decode(&token).is_err());
    }
}

/// The same over HTTP: an empty claim and an empty header are no double submit.
#[test]
fn two_empty_values_are_no_double_submit() {
    for of in ALL {
        let config = of
            .config()
            .token_locations([jwt_fresh::TokenLocation::Cookies]);
        let server = Server::start(&JwtManager::new(config).unwrap());
        for (claim, status) in [("", 401), ("right", 200)] {
            let claims = claims(of.identity_claim, json!({ "csrf": claim }));
            let token = Mint::new(&claims).key(SECRET).token();
            let request = Request::post("/protected")
                .header("Cookie", &format!("{}={token}", of.access_cookie()))
                .header("X-CSRF-TOKEN", claim);
            assert_eq!(
                server.send(&request).status,
                status,
                "{} {claim:?}",
                of.name
            );
        }
    }
}
