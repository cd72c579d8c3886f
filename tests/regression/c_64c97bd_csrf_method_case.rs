//! 64c97bd: a request with the method `patch` in lower case passed without its CSRF value.
//!
//! The methods that need a CSRF value were compared by case. actix-web passes on `patch` as it came,
//! and a route for any method runs the handler.

use jwt_fresh::{JwtManager, TokenLocation::Cookies};
use jwt_fresh_tests::{ALL, Request, Server};
use serde_json::json;

const CSRF: &str = "5f0f8c6e-1111-4222-8333-444455556666";

#[test]
fn a_method_in_lower_case_needs_its_csrf_value() {
    for of in ALL {
        let config = of.config().token_locations([Cookies]);
        let server = Server::start(&JwtManager::new(config).unwrap());
        let token = of.token(json!({ "csrf": CSRF }));
        let cookie = format!("{}={token}", of.access_cookie());
        for method in ["PATCH", "patch", "Patch", "post", "Put", "delete"] {
            let request = Request::new(method, "/protected").header("Cookie", &cookie);
            let without = server.send(&request);
            assert_eq!(
                without.status, 401,
                "{} {method}: {}",
                of.name, without.body
            );
            let with = server.send(&request.header("X-CSRF-TOKEN", CSRF));
            assert_eq!(with.status, 200, "{} {method}: {}", of.name, with.body);
        }
        let reading = Request::get("/protected").header("Cookie", &cookie);
        assert_eq!(server.send(&reading).status, 200, "{}", of.name);
    }
}
