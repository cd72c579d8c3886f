//! Logging out: a revoked token is refused everywhere, and no other token is.

use jwt_fresh::{JwtConfig, JwtError, JwtManager, MemoryRevocationStore};
use jwt_fresh_tests::{LogBook, Mint, Request, SECRET, claims};
use serde_json::json;

use crate::app::{ask, configurations, fine, gone, log_out, revoked, said, serve, start};

#[test]
fn after_a_log_out_the_token_is_refused_everywhere_and_no_other_is() {
    for (name, config) in configurations() {
        let (jwt, server) = start(config);
        let access = || {
            jwt.create_access_token("alice")
                .fresh(true)
                .encode()
                .unwrap()
        };
        let (token, other) = (access(), access());
        let refresh = jwt.create_refresh_token("alice").encode().unwrap();
        for endpoint in ["/protected", "/fresh", "/optional"] {
            assert_eq!(ask(&server, endpoint, &token), fine(), "{name} {endpoint}");
        }
        assert_eq!(log_out(&server, "/logout", &token), gone(), "{name}");
        for endpoint in ["/protected", "/fresh", "/optional"] {
            assert_eq!(
                ask(&server, endpoint, &token),
                revoked(),
                "{name} {endpoint}"
            );
            assert_eq!(ask(&server, endpoint, &other), fine(), "{name} {endpoint}");
        }
        assert_eq!(log_out(&server, "/logout", &token), revoked(), "{name}");
        assert_eq!(ask(&server, "/open", &token), fine(), "{name}");

        assert_eq!(ask(&server, "/refresh", &refresh), fine(), "{name}");
        assert_eq!(log_out(&server, "/logout/refresh", &refresh), gone());
        assert_eq!(ask(&server, "/refresh", &refresh), revoked(), "{name}");
        assert_eq!(ask(&server, "/protected", &other), fine(), "{name}");
    }
}

#[test]
fn the_switches_of_the_callback_do_not_switch_off_the_store() {
    for config in [
        JwtConfig::quart(SECRET).blacklist_enabled(false),
        JwtConfig::quart(SECRET).blacklist_enabled(true),
        JwtConfig::new(SECRET).blacklist_enabled(false),
        JwtConfig::quart(SECRET).blacklist_token_checks([]),
    ] {
        let (jwt, server) = start(config);
        let token = jwt.create_access_token("alice").encode().unwrap();
        assert_eq!(log_out(&server, "/logout", &token), gone());
        assert_eq!(ask(&server, "/protected", &token), revoked());
    }
}

#[test]
fn a_log_out_can_revoke_the_refresh_token_that_it_is_sent() {
    for (name, config) in configurations() {
        let (jwt, server) = start(config);
        let access = jwt.create_access_token("alice").encode().unwrap();
        let refresh = jwt.create_refresh_token("alice").encode().unwrap();
        let request = Request::post("/logout/both").bearer(&access);
        let request = request.header("Content-Type", "text/plain");

        let (status, _) = said(&server, &request.clone().body("garbage"));
        assert_eq!(status, 422, "{name}: nothing is revoked by halves");
        assert_eq!(ask(&server, "/protected", &access), fine(), "{name}");

        assert_eq!(said(&server, &request.body(&refresh)), gone(), "{name}");
        assert_eq!(ask(&server, "/protected", &access), revoked(), "{name}");
        assert_eq!(ask(&server, "/refresh", &refresh), revoked(), "{name}");
    }
}

#[actix_web::test]
async fn a_manager_revokes_outside_of_any_request() {
    let (jwt, server) = start(JwtConfig::new(SECRET));
    let token = jwt.create_access_token("alice").encode().unwrap();
    jwt.revoke(&jwt.decode_token(&token).unwrap())
        .await
        .unwrap();
    assert_eq!(ask(&server, "/protected", &token), revoked());
    // Python's `decode_token` asks no blocklist either.
    assert!(jwt.decode_token(&token).is_ok());
}

#[test]
fn a_token_without_an_id_can_not_be_revoked_so_it_is_refused() {
    for (name, config) in configurations() {
        let (_, server) = start(config);
        let identity_claim = if name == "quart" { "identity" } else { "sub" };
        for (jti, expected) in [
            (json!("a-jti"), fine()),
            (json!(""), (422, "Missing claim: jti".to_owned())),
            (json!(null), (422, "Missing claim: jti".to_owned())),
        ] {
            let claims = claims(identity_claim, json!({ "jti": jti }));
            let token = Mint::new(&claims).key(SECRET).token();
            for endpoint in ["/protected", "/optional"] {
                assert_eq!(ask(&server, endpoint, &token), expected, "{name} {jti}");
            }
        }
    }
}

#[actix_web::test]
async fn to_revoke_a_token_without_an_id_is_an_error() {
    for (name, config) in configurations() {
        let identity_claim = if name == "quart" { "identity" } else { "sub" };
        let jwt = JwtManager::builder(config)
            .revocation_store(MemoryRevocationStore::new())
            .build()
            .unwrap();
        for jti in [json!(""), json!(null)] {
            let claims = claims(identity_claim, json!({ "jti": jti }));
            let token = Mint::new(&claims).key(SECRET).token();
            let refused = jwt.revoke(&jwt.decode_token(&token).unwrap()).await;
            assert!(
                matches!(refused, Err(JwtError::InvalidToken { .. })),
                "{refused:?}"
            );
        }
    }
}

#[test]
fn nobody_can_not_log_out() {
    let log = LogBook::open();
    for (name, config) in configurations() {
        let (jwt, server) = start(config);
        let token = jwt.create_access_token("alice").encode().unwrap();
        let nobody = said(&server, &Request::post("/logout/optional"));
        assert_eq!(nobody, (401, "Missing JWT".to_owned()), "{name}");
        assert_eq!(
            log_out(&server, "/logout/optional", &token),
            gone(),
            "{name}"
        );

        let open = log_out(&server, "/logout/open", &token);
        assert_eq!(open, (500, "Internal Server Error".to_owned()), "{name}");
    }
    assert!(
        !log.lines_with("add `#[jwt_required]` to the handler")
            .is_empty()
    );
}

#[test]
fn without_a_store_a_log_out_is_an_error_that_names_the_missing_line() {
    let log = LogBook::open();
    for (name, config) in configurations() {
        let (jwt, server) = serve(JwtManager::builder(config));
        let token = jwt.create_access_token("alice").encode().unwrap();
        let answer = log_out(&server, "/logout", &token);
        assert_eq!(answer, (500, "Internal Server Error".to_owned()), "{name}");
    }
    assert!(!log.lines_with("call `.revocation_store(..)`").is_empty());
}

#[test]
fn a_blocklist_callback_beside_the_store_is_asked_too() {
    let (jwt, server) = serve(
        JwtManager::builder(JwtConfig::new(SECRET))
            .revocation_store(MemoryRevocationStore::new())
            .token_in_blocklist_loader(|token| async move { *token.identity() == "banned" }),
    );
    let alice = jwt.create_access_token("alice").encode().unwrap();
    let banned = jwt.create_access_token("banned").encode().unwrap();
    assert_eq!(ask(&server, "/protected", &banned), revoked());
    assert_eq!(ask(&server, "/protected", &alice), fine());
    assert_eq!(log_out(&server, "/logout", &alice), gone());
    assert_eq!(ask(&server, "/protected", &alice), revoked());
}

#[test]
fn the_app_answers_for_a_revoked_token_itself_if_it_wants_to() {
    let (jwt, server) = serve(
        JwtManager::builder(JwtConfig::new(SECRET))
            .revocation_store(MemoryRevocationStore::new())
            .revoked_token_loader(|token| async move {
                let message = format!("{} is logged out", token.identity());
                actix_web::HttpResponse::Gone().json(json!({ "msg": message }))
            }),
    );
    let token = jwt.create_access_token("alice").encode().unwrap();
    assert_eq!(log_out(&server, "/logout", &token), gone());
    let answer = ask(&server, "/protected", &token);
    assert_eq!(answer, (410, "alice is logged out".to_owned()));
}
