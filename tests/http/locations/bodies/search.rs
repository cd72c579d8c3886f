//! A body in which nothing is found.

use jwt_fresh::{
    JwtManager,
    TokenLocation::{Cookies, Json},
};
use jwt_fresh_tests::{ALL, Request, Server};
use serde_json::{Value, json};

use super::{CSRF, HEADERS_JSON, endpoints, expect, json_request, with_cookie};

#[test]
fn a_body_without_a_token_says_nothing_about_itself() {
    for (of, server) in &*HEADERS_JSON {
        for body in [
            "{",
            "",
            "[",
            r#"{"amount":"seven"}"#,
            r#"{"access_token":"garbage"}"#,
        ] {
            let answer = server.send(&json_request("/json", body));
            let status = if body.contains("garbage") { 422 } else { 401 };
            assert_eq!(answer.status, status, "{} {body}", of.name);
        }
        let body = json!({ "access_token": of.forged_token(json!({})), "amount": 7 });
        let answer = server.send(&Request::post("/json").json(&body));
        assert_eq!(
            answer.json(),
            json!({ "msg": "Signature verification failed" })
        );
    }
}

#[test]
fn a_body_without_a_token_goes_on_to_the_next_location() {
    for of in ALL {
        let config = of
            .config()
            .token_locations([Json, Cookies])
            .csrf_check_form(true);
        let server = Server::with(&JwtManager::new(config).unwrap(), endpoints);
        let order = with_cookie("/json", of)
            .header("X-CSRF-TOKEN", CSRF)
            .json(&json!({ "amount": 7 }));
        expect(&server.send(&order), 200, "test orders 7", of);
        let form = with_cookie("/location", of).form(&[("csrf_token", CSRF)]);
        expect(&server.send(&form), 200, "cookies", of);
        let body = json!({ "access_token": of.token(json!({})) });
        let json = with_cookie("/location", of).json(&body);
        expect(&server.send(&json), 200, "json", of);
        let anonymous = Request::post("/optional").json(&json!({ "n": [1, 2, Value::Null] }));
        expect(&server.send(&anonymous), 200, "null sends 16 bytes", of);
    }
}
