//! G3: the names of the cookies in force depend on other options, and nothing told them.

use actix_web::web;
use jwt_fresh::{JwtConfig, JwtManager, TokenLocation::Cookies};
use jwt_fresh_tests::{ALL, NEW, Request, Server, SetCookie, log_in};

const DOCS: &str = include_str!("../../jwt-fresh/docs/cookie_names.md");

fn names(jwt: &JwtManager) -> [&str; 4] {
    [
        jwt.access_cookie_name(),
        jwt.access_csrf_cookie_name(),
        jwt.refresh_cookie_name(),
        jwt.refresh_csrf_cookie_name(),
    ]
}

#[test]
fn the_manager_tells_the_names_that_it_sets() {
    let changes: [fn(JwtConfig) -> JwtConfig; 5] = [
        |config| config,
        |config| config.cookie_secure(false),
        |config| config.cookie_domain("example.com"),
        |config| config.refresh_cookie_path("/refresh"),
        |config| config.access_cookie_name("a").access_csrf_cookie_name("b"),
    ];
    for of in ALL {
        for change in changes {
            let config = change(of.config()).token_locations([Cookies]);
            let jwt = JwtManager::new(config).unwrap();
            let server = Server::with(&jwt, |app| {
                app.route("/login", web::post().to(log_in));
            });
            let set = SetCookie::all(&server.send(&Request::post("/login")));
            let set: Vec<_> = set.iter().map(|cookie| &*cookie.name).collect();
            assert_eq!(set, names(&jwt), "{}", of.name);
        }
    }
}

#[test]
fn the_table_in_the_docs_is_true() {
    let name = |change: fn(JwtConfig) -> JwtConfig| {
        let jwt = JwtManager::new(change(NEW.config())).unwrap();
        format!("`{}`", jwt.access_cookie_name())
    };
    let rows = [
        ("the defaults", name(|config| config)),
        (
            "`.cookie_secure(false)`",
            name(|config| config.cookie_secure(false)),
        ),
        (
            "`.cookie_domain(\"example.com\")`",
            name(|config| config.cookie_domain("example.com")),
        ),
        (
            "`.access_cookie_path(\"/api\")`",
            name(|config| config.access_cookie_path("/api")),
        ),
        (
            "`.access_cookie_name(\"session\")`",
            name(|config| config.access_cookie_name("session")),
        ),
        (
            "`.access_cookie_name(\"__Secure-session\")`",
            name(|config| config.access_cookie_name("__Secure-session")),
        ),
    ];
    for (options, name) in rows {
        let row = format!("| {options} | {name} |");
        assert!(DOCS.contains(&row), "{row}");
    }
}
