//! What a handler asks for is asked of a token that is known too: type, freshness, login, roles,
//! scopes, its own check.

use std::time::Duration;

use actix_web::{Responder, web};
use jwt_fresh::{Caller, JwtManager, get_jwt_identity, jwt_required};
use jwt_fresh_tests::{ALL, Configuration, Server, TestClock, endpoints};
use serde_json::json;

use super::{ask, fine, refused, remembering};

const NOW: u64 = 1_700_000_000;

#[jwt_required(max_age = "5m")]
async fn recent() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_required(roles("admin"))]
async fn admin() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_required(scopes("write"))]
async fn write() -> impl Responder {
    get_jwt_identity().to_string()
}

fn is_in_its_path(caller: &Caller) -> bool {
    *caller.token().identity() == caller.request().match_info()["user"]
}

#[jwt_required(verify = is_in_its_path)]
async fn own() -> impl Responder {
    get_jwt_identity().to_string()
}

fn serve(of: Configuration) -> (TestClock, Server) {
    let clock = TestClock::at(NOW);
    let jwt = JwtManager::new(remembering(of).clock(clock.clone())).unwrap();
    let server = Server::on_one_worker(&jwt, |app| {
        endpoints(app);
        app.route("/recent", web::get().to(recent))
            .route("/admin", web::get().to(admin))
            .route("/write", web::get().to(write))
            .route("/own/{user}", web::get().to(own));
    });
    (clock, server)
}

/// A token of now, on which the app wrote something too.
fn token(of: Configuration, changes: serde_json::Value) -> String {
    let mut claims = json!({ "iat": NOW, "nbf": NOW, "exp": NOW + 9000 });
    let claims_object = claims.as_object_mut().unwrap();
    claims_object.extend(changes.as_object().unwrap().clone());
    of.token(claims)
}

/// Each endpoint of a list is asked in turn, again and again, so that each answer but the first is
/// for a token that another one let in.
fn expect(server: &Server, token: &str, answers: &[(&str, (u16, String))], of: Configuration) {
    for _ in 0..3 {
        for (endpoint, expected) in answers {
            assert_eq!(
                ask(server, endpoint, token),
                *expected,
                "{} {endpoint}",
                of.name
            );
        }
    }
}

#[test]
fn a_token_that_is_known_is_of_one_type() {
    for of in ALL {
        let (_, server) = serve(of);
        let message = match of.name {
            "quart" => "Only access tokens are allowed",
            _ => "Only non-refresh tokens are allowed",
        };
        let only_access = refused(422, message);
        let only_refresh = refused(422, "Only refresh tokens are allowed");
        let access = token(of, json!({}));
        let answers = [("/protected", fine()), ("/refresh", only_refresh)];
        expect(&server, &access, &answers, of);
        let refresh = token(of, json!({ "type": "refresh", "jti": "of the other" }));
        let answers = [
            ("/refresh", fine()),
            ("/protected", only_access.clone()),
            ("/optional", only_access.clone()),
            ("/fresh", only_access),
        ];
        expect(&server, &refresh, &answers, of);
    }
}

#[test]
fn a_token_that_is_known_is_no_fresher_for_it() {
    for of in ALL {
        let (_, server) = serve(of);
        let stale = token(of, json!({ "fresh": false }));
        let answers = [
            ("/protected", fine()),
            ("/fresh", refused(401, "Fresh token required")),
            ("/optional", fine()),
        ];
        expect(&server, &stale, &answers, of);
    }
}

#[test]
fn a_login_that_is_known_gets_older() {
    for of in ALL {
        let (clock, server) = serve(of);
        let token = token(of, json!({ "auth_time": NOW }));
        let too_old = || refused(401, "Fresh token required");
        let all = |recent| [("/protected", fine()), ("/recent", recent)];
        expect(&server, &token, &all(fine()), of);
        clock.pass(Duration::from_secs(300));
        expect(&server, &token, &all(fine()), of);
        clock.pass(Duration::from_secs(1));
        expect(&server, &token, &all(too_old()), of);
    }
}

#[test]
fn a_token_that_is_known_has_its_own_roles_and_scopes() {
    for of in ALL {
        let (_, server) = serve(of);
        let missing_role = || refused(403, "Missing role");
        let missing_scope = || refused(403, "Missing scope");
        for (own, may_be_admin, may_write) in [
            (json!({}), false, false),
            (json!({ "roles": ["admin"] }), true, false),
            (json!({ "scope": "read write" }), false, true),
        ] {
            let changes = match of.name {
                "quart" => json!({ "user_claims": own }),
                _ => own,
            };
            let answers = [
                ("/protected", fine()),
                ("/admin", if may_be_admin { fine() } else { missing_role() }),
                ("/write", if may_write { fine() } else { missing_scope() }),
            ];
            expect(&server, &token(of, changes), &answers, of);
        }
    }
}

#[test]
fn the_check_of_a_handler_sees_each_request() {
    for of in ALL {
        let (_, server) = serve(of);
        let answers = [
            ("/own/test", fine()),
            ("/own/another", refused(403, "Permission denied")),
        ];
        expect(&server, &token(of, json!({})), &answers, of);
    }
}
