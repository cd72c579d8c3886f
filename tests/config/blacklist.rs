//! Quart's switches for its blacklist.

use jwt_fresh::{JwtConfig, JwtManager, JwtManagerBuilder};
use jwt_fresh_tests::{LogBook, Request, Server, config_error};
use serde_json::json;

use crate::library::{ALL, Library, Quart};

/// A manager to which every token is revoked.
fn all_revoked(config: JwtConfig) -> JwtManagerBuilder {
    JwtManager::builder(config).token_in_blocklist_loader(|_| async { true })
}

/// The statuses of a good access token and a good refresh token.
fn statuses(jwt: JwtManagerBuilder) -> (u16, u16) {
    let jwt = jwt.build().unwrap();
    let access = jwt.create_access_token("test").encode().unwrap();
    let refresh = jwt.create_refresh_token("test").encode().unwrap();
    let server = Server::start(&jwt);
    (
        server
            .send(&Request::get("/protected").bearer(access))
            .status,
        server
            .send(&Request::get("/refresh").bearer(refresh))
            .status,
    )
}

#[test]
fn quart_asks_its_callback_only_if_told_to() {
    let log = LogBook::open();
    assert_eq!(statuses(all_revoked(Quart.config())), (200, 200));
    assert!(
        !log.lines_with("`token_in_blocklist_loader` is set but never called")
            .is_empty()
    );
    for library in [Library::Flask, Library::Ours] {
        assert_eq!(
            statuses(all_revoked(library.config())),
            (401, 401),
            "{library:?}"
        );
    }
    for library in ALL {
        let on = all_revoked(library.config().blacklist_enabled(true));
        assert_eq!(statuses(on), (401, 401), "{library:?}");
        let off = all_revoked(library.config().blacklist_enabled(false));
        assert_eq!(statuses(off), (200, 200), "{library:?}");
    }
}

#[test]
fn only_the_kinds_that_are_named_are_checked() {
    for (checks, expected) in [
        (json!(["access", "refresh"]), (401, 401)),
        (json!(["access"]), (401, 200)),
        (json!("refresh"), (200, 401)),
        (json!([]), (200, 200)),
    ] {
        let config = Quart
            .set("JWT_BLACKLIST_ENABLED", &json!(true))
            .and_then(|config| config.with_option("JWT_BLACKLIST_TOKEN_CHECKS", &checks))
            .unwrap();
        assert_eq!(statuses(all_revoked(config)), expected, "{checks}");
    }
}

#[test]
fn switched_on_without_a_callback_it_is_an_error() {
    for library in ALL {
        let error = JwtManager::new(library.config().blacklist_enabled(true)).unwrap_err();
        assert_eq!(error, config_error!(BlacklistWithoutCallback));
        assert_eq!(
            error.to_string(),
            "`blacklist_enabled` is set, but neither `token_in_blocklist_loader` \
             nor `revocation_store` is; set one of them"
        );
    }
}
