//! b9814e0: of two query parameters with the name of the token, an empty first one hid the second.
//!
//! An endpoint where the token is optional took such a request for one without a token.

use jwt_fresh::{JwtManager, TokenLocation::QueryString};
use jwt_fresh_tests::{ALL, Request, Server};
use serde_json::json;

#[test]
fn two_query_parameters_are_refused_even_if_the_first_is_empty() {
    for of in ALL {
        let config = of.config().token_locations([QueryString]);
        let server = Server::start(&JwtManager::new(config).unwrap());
        let token = of.token(json!({}));
        for query in [format!("jwt=&jwt={token}"), format!("jwt={token}&jwt=")] {
            for endpoint in ["/protected", "/optional"] {
                let answer = server.send(&Request::get(&format!("{endpoint}?{query}")));
                let what = format!("{} {endpoint}: {}", of.name, answer.body);
                assert!(
                    (400..500).contains(&answer.status),
                    "{} {what}",
                    answer.status
                );
            }
        }
        for endpoint in ["/protected", "/optional"] {
            let once = server.send(&Request::get(&format!("{endpoint}?jwt={token}")));
            assert_eq!(once.json()["identity"], "test", "{} {endpoint}", of.name);
        }
    }
}
