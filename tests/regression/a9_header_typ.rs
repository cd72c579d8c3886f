//! A9: a JOSE header whose `typ` is no string was accepted: a number, a list, an object, a bool, null.

use jwt_fresh::{JwtError, JwtManager};
use jwt_fresh_tests::{ALL, Mint, Request, SECRET, Server, claims};
use serde_json::json;

#[test]
fn a_typ_that_is_not_a_string_is_refused() {
    for of in ALL {
        let jwt = JwtManager::new(of.config().verified_token_cache(4)).unwrap();
        let server = Server::start(&jwt);
        let send = |header: &str| {
            let claims = claims(of.identity_claim, json!({}));
            let token = Mint::new(&claims).key(SECRET).header(header).token();
            server
                .send(&Request::get("/protected").bearer(token))
                .status
        };
        for typ in ["1", "1.5", "[]", "[\"JWT\"]", "{}", "true", "false", "null"] {
            for header in [
                format!(r#"{{"alg":"HS256","typ":{typ}}}"#),
                format!(r#"{{"typ":{typ},"alg":"HS256","kid":"k"}}"#),
                format!(r#"{{"alg":"HS256","t\u0079p":{typ}}}"#),
            ] {
                assert_eq!(send(&header), 422, "{} {header}", of.name);
            }
        }
        for header in [
            r#"{"alg":"HS256","typ":"JWT"}"#,
            r#"{"alg":"HS256","typ":"at+jwt"}"#,
            r#"{"alg":"HS256","typ":""}"#,
            r#"{"alg":"HS256"}"#,
        ] {
            assert_eq!(send(header), 200, "{} {header}", of.name);
        }
    }
}

/// What would be refused is not made.
#[test]
fn no_token_with_such_a_typ_is_made() {
    for of in ALL {
        let jwt = JwtManager::new(of.config()).unwrap();
        for typ in [json!(1), json!(false), json!(["JWT"])] {
            let token = jwt.create_access_token("a").header("typ", typ).encode();
            assert!(matches!(token, Err(JwtError::TokenNotCreated { .. })));
        }
        for typ in [json!("at+jwt"), json!(null)] {
            let token = jwt.create_access_token("a").header("typ", typ);
            assert!(jwt.decode_token(&token.encode().unwrap()).is_ok());
        }
    }
}
