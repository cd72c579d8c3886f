//! C3: with `JwtConfig::new` and the default locations, a login that sets cookies answered the client
//! with 422 `Missing claim: csrf`, and nothing was logged.

use actix_web::web;
use jwt_fresh::{
    JwtManager,
    TokenLocation::{Cookies, Headers},
};
use jwt_fresh_tests::{ALL, FLASK, LogBook, Request, Server, log_in, log_out};

#[test]
fn setting_cookies_that_nothing_reads_is_the_servers_fault() {
    let log = LogBook::open();
    for of in ALL {
        let start = |config| {
            Server::with(&JwtManager::new(config).unwrap(), |app| {
                app.route("/login", web::post().to(log_in))
                    .route("/logout", web::post().to(log_out));
            })
        };
        let server = start(of.config());
        for path in ["/login", "/logout"] {
            let before = log.lines_with("token_locations").len();
            let answer = server.send(&Request::post(path));
            if of.name == FLASK.name {
                // Flask puts a CSRF value into every token.
                assert_eq!(answer.status, 200, "{path}");
                continue;
            }
            assert_eq!(answer.status, 500, "{} {path}", of.name);
            assert!(!answer.body.contains("csrf"), "{}", answer.body);
            assert!(answer.headers("Set-Cookie").is_empty(), "{path}");
            let lines = log.lines_with("token_locations");
            assert!(
                lines.len() > before,
                "{} {path} says what to write",
                of.name
            );
            assert!(lines[0].starts_with("ERROR"), "{lines:?}");
            assert!(lines[0].contains("TokenLocation::Cookies"), "{lines:?}");
        }
        // What has always worked.
        let server = start(of.config().token_locations([Headers, Cookies]));
        assert_eq!(
            server.send(&Request::post("/login")).status,
            200,
            "{}",
            of.name
        );
        assert_eq!(
            server.send(&Request::post("/logout")).status,
            200,
            "{}",
            of.name
        );
    }
}
