//! A12: `roles_claim` and `scopes_claim` could name the claim with the identity: whoever signed up as
//! `admin` had the role.

use jwt_fresh::JwtManager;
use jwt_fresh_tests::{ALL, Request, Server, config_error};
use serde_json::json;

#[test]
fn the_identity_grants_nothing() {
    for of in ALL {
        for name in [of.identity_claim, "user"] {
            let config = || of.config().identity_claim(name);
            let refused = JwtManager::new(config().roles_claim(name)).err();
            let option = "roles_claim";
            assert_eq!(refused, config_error!(ReservedClaim { option }));
            let refused = JwtManager::new(config().scopes_claim(name)).err();
            let option = "scopes_claim";
            assert_eq!(refused, config_error!(ReservedClaim { option }));
        }
        // The control.
        let config = of.config().roles_claim("groups").scopes_claim("groups");
        let server = Server::start(&JwtManager::new(config).unwrap());
        let request = Request::get("/protected").bearer(of.token(json!({})));
        assert_eq!(server.send(&request).status, 200);
    }
}
