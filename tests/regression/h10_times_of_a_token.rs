//! H10: a `DecodedToken` kept its times to itself, and its claims had to be parsed by hand.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jwt_fresh::{JwtManager, SessionId};
use jwt_fresh_tests::{ALL, Mint, SECRET, claims, now};
use serde_json::json;

const SESSION: &str = "018bcfe5-6800-7aaa-8aaa-aaaaaaaaaaaa";

fn at(seconds: u64) -> Option<SystemTime> {
    Some(UNIX_EPOCH + Duration::from_secs(seconds))
}

#[test]
fn a_token_tells_its_times_and_its_session() {
    for of in ALL {
        let jwt = JwtManager::new(of.config()).unwrap();
        let mint = || Mint::new(&claims(of.identity_claim, json!({}))).key(SECRET);
        let now = u64::try_from(now()).unwrap();

        let token = mint()
            .claim("iat", format!("{}.75", now - 9))
            .claim("exp", now + 60)
            .claim("auth_time", now - 3600)
            .claim("sid", format!("{SESSION:?}"));
        let token = jwt.decode_token(&token.token()).unwrap();
        assert_eq!(token.issued_at(), at(now - 9));
        assert_eq!(token.expires_at(), at(now + 60));
        assert_eq!(token.authenticated_at(), at(now - 3600));
        assert_eq!(token.session_id(), SessionId::parse(SESSION));

        let token = jwt.decode_token(&mint().without("iat").token()).unwrap();
        assert_eq!(token.issued_at(), None);
        assert_eq!(token.authenticated_at(), None);
        assert_eq!(token.session_id(), None);

        // No time is out of range, and none that is wrong passes for one.
        for exp in ["99999999999999", "1e300", "18446744073709551616"] {
            let token = mint()
                .claim("exp", exp)
                .claim("sid", "18446744073709551616")
                .claim("auth_time", "\"now\"");
            let token = jwt.decode_token(&token.token()).unwrap();
            assert_eq!(token.expires_at(), at(253_402_300_799), "{exp}");
            assert_eq!(token.authenticated_at(), None);
            assert_eq!(token.session_id(), None);
        }
    }
}
