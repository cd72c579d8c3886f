//! D3: a list of credentials that begins with an empty element and a space was malformed, and one that
//! begins with an empty element alone was not (RFC 9110 section 5.6.1.2: a recipient ignores both).

use jwt_fresh::JwtManager;
use jwt_fresh_tests::{FLASK, NEW, Request, Server, endpoints};

#[test]
fn empty_elements_are_ignored_wherever_they_are() {
    for of in [NEW, FLASK] {
        let jwt = JwtManager::new(of.config()).unwrap();
        let token = jwt.create_access_token("alice").encode().unwrap();
        let server = Server::with(&jwt, endpoints);
        let status = |header: &str| {
            let request = Request::get("/protected").header("Authorization", header);
            server.send(&request).status
        };
        for (before, after) in [
            ("", ""),
            (",", ""),
            (", ,", ""),
            (" , , ", " , ,"),
            ("Basic eA==, ,", ",,"),
        ] {
            let header = format!("{before}Bearer {token}{after}");
            assert_eq!(status(&header), 200, "{} {before:?} {after:?}", of.name);
        }
        for nothing in [",", ", ,", " , "] {
            assert_eq!(status(nothing), 401, "{} {nothing:?}", of.name);
        }
    }
}
