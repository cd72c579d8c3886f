//! `scopes(..)`: the token has all of these scopes, and one of those in `any(..)` (RFC 6750 section
//! 3.1).

use actix_web::{HttpRequest, Responder, web};
use jwt_fresh::{JwtConfig, JwtManager, get_jwt_identity, jwt_required, verify_jwt_in_request};
use jwt_fresh_tests::{
    ALL, Configuration, Mint, NEW, QUART, Request, SECRET, Server, claims, config_error,
};
use serde_json::{Value, json};

#[jwt_required(scopes("files:read"))]
async fn read() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_required(scopes("files", any("read", "write")))]
async fn mixed() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_required(roles("admin"), scopes("files:read"))]
async fn role_and_scope() -> impl Responder {
    get_jwt_identity().to_string()
}

async fn by_hand(request: HttpRequest) -> jwt_fresh::Result<impl Responder> {
    let check = verify_jwt_in_request(&request).scopes(["files"]);
    check.any_scope(["read", "write"]).await?;
    Ok(get_jwt_identity().to_string())
}

/// Names that no quoted string can hold; the attributes refuse them.
async fn odd_names(request: HttpRequest) -> jwt_fresh::Result<impl Responder> {
    let check = verify_jwt_in_request(&request);
    check
        .scopes(["ok", "a\"b", "a\\b", "a b", "a\r\nb", "é"])
        .await?;
    Ok("in")
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.route("/read", web::to(read))
        .route("/mixed", web::to(mixed))
        .route("/role-and-scope", web::to(role_and_scope))
        .route("/by-hand", web::to(by_hand))
        .route("/odd-names", web::to(odd_names));
}

fn start(config: JwtConfig) -> Server {
    Server::with(&JwtManager::new(config).unwrap(), endpoints)
}

/// A token with these claims, where an app under the configuration would put them.
fn token(of: Configuration, own: Value) -> String {
    let mut claims = claims(of.identity_claim, json!({}));
    if of.name == QUART.name {
        claims["user_claims"] = own;
    } else {
        for (name, value) in own.as_object().unwrap() {
            claims[name] = value.clone();
        }
    }
    Mint::new(&claims).key(SECRET).token()
}

#[test]
fn a_scope_is_a_word_of_a_string_or_an_item_of_an_array() {
    for of in ALL {
        let server = start(of.config());
        for (own, status) in [
            (json!({ "scope": "files:read" }), 200),
            (json!({ "scope": "a files:read b" }), 200),
            (json!({ "scope": ["files:read"] }), 200),
            (json!({ "scopes": ["a", "files:read"] }), 200),
            (json!({ "scopes": "a files:read" }), 200),
            (json!({}), 403),
            (json!({ "scope": "" }), 403),
            (json!({ "scope": "files:readx files" }), 403),
            (json!({ "scope": "files:read,a" }), 403),
            (json!({ "scope": "files\tfiles:read" }), 403),
            (json!({ "scope": ["a files:read"] }), 403),
            (json!({ "scope": null }), 403),
            (json!({ "scope": 7 }), 403),
            (json!({ "scope": { "files:read": true } }), 403),
            (json!({ "scope": ["files:read", 7] }), 403),
            // The claim of the RFC is the one that counts, also if it is of no use.
            (json!({ "scope": "a", "scopes": ["files:read"] }), 403),
            (json!({ "scope": null, "scopes": ["files:read"] }), 403),
        ] {
            let token = token(of, own.clone());
            let answer = server.send(&Request::get("/read").bearer(token));
            assert_eq!(answer.status, status, "{} {own}: {answer:?}", of.name);
        }
    }
}

#[test]
fn all_and_any_are_asked_for_and_named_in_the_challenge() {
    for of in ALL {
        let server = start(of.config());
        for (scope, status) in [
            ("files read", 200),
            ("write files", 200),
            ("files", 403),
            ("read write", 403),
            ("", 403),
        ] {
            let token = token(of, json!({ "scope": scope }));
            for endpoint in ["/mixed", "/by-hand"] {
                let answer = server.send(&Request::get(endpoint).bearer(&token));
                assert_eq!(answer.status, status, "{} {endpoint} {scope}", of.name);
                if status == 403 {
                    assert_eq!(answer.json(), json!({ "msg": "Missing scope" }));
                    let challenge =
                        r#"Bearer error="insufficient_scope", scope="files read write""#;
                    let challenge = (of.name == NEW.name).then_some(challenge);
                    assert_eq!(answer.header("WWW-Authenticate"), challenge, "{}", of.name);
                }
            }
        }
    }
}

#[test]
fn a_missing_role_is_answered_before_a_missing_scope() {
    let server = start(NEW.config());
    for (own, message) in [
        (json!({}), Some("Missing role")),
        (json!({ "scope": "files:read" }), Some("Missing role")),
        (json!({ "roles": "admin" }), Some("Missing scope")),
        (json!({ "roles": "admin", "scope": "files:read" }), None),
    ] {
        let request = Request::get("/role-and-scope").bearer(token(NEW, own));
        let answer = server.send(&request);
        match message {
            Some(message) => assert_eq!(answer.json(), json!({ "msg": message })),
            None => assert_eq!(answer.status, 200),
        }
    }
}

#[test]
fn a_challenge_never_holds_a_name_that_would_break_it() {
    let answer = start(NEW.config())
        .send(&Request::get("/odd-names").bearer(token(NEW, json!({ "scope": "ok" }))));
    assert_eq!(answer.status, 403);
    assert_eq!(
        answer.header("WWW-Authenticate"),
        Some(r#"Bearer error="insufficient_scope", scope="ok""#)
    );
}

#[test]
fn the_claim_can_have_another_name() {
    for of in ALL {
        let server = start(of.config().scopes_claim("scp"));
        for (own, status) in [
            (json!({ "scp": "files:read" }), 200),
            (json!({ "scp": ["files:read"] }), 200),
            (json!({ "scope": "files:read" }), 403),
            (json!({ "scopes": ["files:read"] }), 403),
        ] {
            let token = token(of, own.clone());
            let answer = server.send(&Request::get("/read").bearer(token));
            assert_eq!(answer.status, status, "{} {own}", of.name);
        }
    }
    let error = JwtManager::new(NEW.config().scopes_claim("aud")).unwrap_err();
    let option = "scopes_claim";
    assert_eq!(error, config_error!(ReservedClaim { option }));
}
