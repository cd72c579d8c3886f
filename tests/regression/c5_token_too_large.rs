//! C5: a token over 8 KiB was signed and set as a cookie, and then rejected at every request.

use jwt_fresh::{JwtError, JwtManager};
use jwt_fresh_tests::{ALL, LogBook};
use serde_json::json;

#[test]
fn a_token_that_would_be_rejected_is_not_created() {
    let log = LogBook::open();
    for of in ALL {
        let jwt = JwtManager::new(of.config()).unwrap();
        let token = |length: usize| {
            let claims = json!({ "own": "x".repeat(length) });
            jwt.create_access_token("test").claims(claims).encode()
        };
        let (mut created, mut rejected) = (0, 0);
        for length in 5500..6100 {
            match token(length) {
                Ok(token) => {
                    created += 1;
                    assert!(token.len() <= 8192, "{}", of.name);
                    assert!(jwt.decode_token(&token).is_ok(), "{} {length}", of.name);
                }
                Err(error) => {
                    rejected += 1;
                    assert!(
                        matches!(error, JwtError::TokenNotCreated { .. }),
                        "{error:?}"
                    );
                }
            }
        }
        assert!(
            created > 0 && rejected > 0,
            "{}: {created}, {rejected}",
            of.name
        );
        let refresh = jwt.create_refresh_token("x".repeat(9000)).encode();
        assert!(
            matches!(refresh, Err(JwtError::TokenNotCreated { .. })),
            "{}",
            of.name
        );
        let header = jwt
            .create_access_token("test")
            .header("x", "x".repeat(9000))
            .encode();
        assert!(
            matches!(header, Err(JwtError::TokenNotCreated { .. })),
            "{}",
            of.name
        );
    }
    let lines = log.lines_with("bytes long, and more than 8192");
    assert!(!lines.is_empty());
    assert!(!lines.iter().any(|line| line.contains("xxx")), "{lines:?}");
}
