//! C11: an access and a refresh cookie of one name were accepted; a domain with a port or of another
//! script, and a path that is not ASCII, stopped the start, where Python converts them.

use actix_web::{HttpResponse, web};
use jwt_fresh::{
    CookieOverrides, JwtConfig, JwtManager, TokenLocation::Cookies, create_access_token,
    set_access_cookies, set_access_cookies_with,
};
use jwt_fresh_tests::{ALL, Request, Server, SetCookie, config_error};
use serde_json::json;

async fn log_in() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok().finish();
    set_access_cookies(&mut response, &create_access_token("test").encode()?)?;
    Ok(response)
}

async fn log_in_with_override() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok().finish();
    let overrides = CookieOverrides::new().domain("b\u{fc}cher.example:5000");
    let token = create_access_token("test").encode()?;
    set_access_cookies_with(&mut response, &token, &overrides)?;
    Ok(response)
}

/// The attribute of the access cookie that such an app sets.
fn attribute(config: JwtConfig, login: &str, name: &str) -> Option<String> {
    let jwt = JwtManager::new(config.token_locations([Cookies])).unwrap();
    let server = Server::with(&jwt, |app| {
        app.route("/login", web::post().to(log_in))
            .route("/login-with", web::post().to(log_in_with_override));
    });
    let answer = server.send(&Request::post(login));
    assert_eq!(answer.status, 200, "{}", answer.body);
    let cookie = SetCookie::named(&answer, "access_token_cookie").expect("it is set");
    cookie.attribute(name).map(str::to_owned)
}

#[test]
fn two_cookies_of_one_name_are_an_error() {
    for of in ALL {
        let refused: [fn(JwtConfig) -> JwtConfig; 5] = [
            |config| config.access_cookie_name("a").refresh_cookie_name("a"),
            // Both are sent to /refresh.
            |config| {
                config
                    .access_cookie_name("a")
                    .refresh_cookie_name("a")
                    .refresh_cookie_path("/refresh")
                    .cookie_domain("example.com")
            },
            |config| config.access_cookie_name("a").access_csrf_cookie_name("a"),
            |config| config.access_cookie_name("a").refresh_csrf_cookie_name("a"),
            |config| {
                config
                    .access_csrf_cookie_name("a")
                    .refresh_csrf_cookie_name("a")
            },
        ];
        for change in refused {
            let error = JwtManager::new(change(of.config())).unwrap_err();
            assert_eq!(error, config_error!(CookiesOfOneName), "{}", of.name);
        }
        let accepted: [fn(JwtConfig) -> JwtConfig; 3] = [
            |config| config.access_cookie_name("a").refresh_cookie_name("A"),
            // Not set at all.
            |config| {
                config
                    .access_cookie_name("a")
                    .access_csrf_cookie_name("a")
                    .csrf_in_cookies(false)
            },
            // Each for the pages of its own path.
            |config| {
                config
                    .access_csrf_cookie_name("a")
                    .refresh_csrf_cookie_name("a")
                    .refresh_csrf_cookie_path("/refresh")
                    .cookie_domain("example.com")
            },
        ];
        for change in accepted {
            assert!(JwtManager::new(change(of.config())).is_ok(), "{}", of.name);
        }
    }
}

#[test]
fn a_domain_is_converted_as_werkzeug_does() {
    for of in ALL {
        for (given, expected) in [
            ("example.com", "example.com"),
            (".example.com:8080", "example.com"),
            ("localhost:5000", "localhost"),
            ("b\u{fc}cher.example", "xn--bcher-kva.example"),
        ] {
            let config = of.config().cookie_domain(given);
            let by_name = of.config().with_option("JWT_COOKIE_DOMAIN", &json!(given));
            for config in [config, by_name.unwrap()] {
                let domain = attribute(config, "/login", "Domain");
                assert_eq!(domain.as_deref(), Some(expected), "{} {given}", of.name);
            }
        }
        let config = of.config().cookie_domain("example.com");
        let domain = attribute(config, "/login-with", "Domain");
        assert_eq!(
            domain.as_deref(),
            Some("xn--bcher-kva.example"),
            "{}",
            of.name
        );
    }
}

#[test]
fn a_path_is_converted_as_werkzeug_does() {
    for of in ALL {
        for (given, expected) in [
            ("/api", "/api"),
            ("/caf\u{e9}", "/caf%C3%A9"),
            ("/a b;c", "/a%20b%3Bc"),
        ] {
            let config = of.config().access_cookie_path(given);
            let by_name = of
                .config()
                .with_option("JWT_ACCESS_COOKIE_PATH", &json!(given));
            for config in [config, by_name.unwrap()] {
                let path = attribute(config, "/login", "Path");
                assert_eq!(path.as_deref(), Some(expected), "{} {given}", of.name);
            }
        }
    }
}

#[test]
fn what_is_no_host_and_no_path_stays_an_error() {
    for of in ALL {
        for domain in ["https://example.com", "[::1]", ":5000", "\u{fc}; Path=/"] {
            let error = JwtManager::new(of.config().cookie_domain(domain)).unwrap_err();
            assert_eq!(error, config_error!(InvalidCookieDomain), "{domain}");
        }
        for path in ["caf\u{e9}", "/\u{e9}\r\nX: y"] {
            let error = JwtManager::new(of.config().access_cookie_path(path)).unwrap_err();
            assert_eq!(error, config_error!(InvalidCookiePath), "{path}");
        }
    }
}
