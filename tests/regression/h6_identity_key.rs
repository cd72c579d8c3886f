//! H6: an `Identity` was no key: neither `Eq` nor `Hash`, and its text made `7` and `"7"` one user.

use std::collections::HashMap;

use jwt_fresh::{Identity, JwtManager};
use jwt_fresh_tests::{ALL, Mint, SECRET, claims};
use serde_json::json;

#[test]
fn an_identity_is_a_key() {
    for of in ALL {
        let jwt = JwtManager::new(of.config().verify_sub(false)).unwrap();
        let identity = |json: &str| -> Identity {
            let claims = claims(of.identity_claim, json!({}));
            let token = Mint::new(&claims)
                .claim(of.identity_claim, json)
                .key(SECRET);
            jwt.decode_token(&token.token()).unwrap().identity().clone()
        };
        let mut visits = HashMap::new();
        for (json, key) in [
            ("7", "7"),
            ("7.0", "7"),
            ("70e-1", "7"),
            ("\"7\"", "\"7\""),
            ("\"\\u0037\"", "\"7\""),
            ("\"a \\\" b\"", "\"a \\\" b\""),
            ("true", "true"),
            ("18446744073709551616", "18446744073709551616"),
            ("18446744073709551617", "18446744073709551617"),
            ("1e400", "1e400"),
            ("1E+1000000000", "1e1000000000"),
            ("[1.50, {\"b\":1, \"a\" : 2}]", "[15e-1,{\"a\":2,\"b\":1}]"),
        ] {
            let identity = identity(json);
            assert_eq!(identity.key(), key, "{} {json}", of.name);
            *visits.entry(identity).or_insert(0) += 1;
        }
        assert_eq!(visits[&identity("7")], 3);
        assert_eq!(visits[&identity("\"7\"")], 2);
        assert_eq!(visits.len(), 9);

        // A token that is made again has the same key.
        for (id, _) in &visits {
            let again = jwt.create_access_token(id).encode().unwrap();
            assert_eq!(jwt.decode_token(&again).unwrap().identity().key(), id.key());
        }
    }
}
