//! What browsers would drop, and what would protect nothing, is found before the first request; and
//! what is left unsaid is the safe thing.

use actix_web::{HttpResponse, web};
use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, SameSite, TokenLocation::Cookies, create_access_token,
    create_refresh_token, set_access_cookies, set_refresh_cookies, unset_jwt_cookies,
};
use jwt_fresh_tests::{
    ALL, Configuration, ExpectedError, FLASK, LogBook, NEW, QUART, Request, SECRET, Server,
    config_error,
};

/// What is changed of a configuration.
type Change = fn(JwtConfig) -> JwtConfig;

async fn log_in() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok();
    set_access_cookies(&mut response, &create_access_token("alice").encode()?)?;
    set_refresh_cookies(&mut response, &create_refresh_token("alice").encode()?)?;
    Ok(response.finish())
}

async fn log_out() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok().finish();
    unset_jwt_cookies(&mut response)?;
    Ok(response)
}

/// The cookies that such an app sets or unsets: the name of each, and its attributes in order.
fn cookies(config: JwtConfig, path: &str) -> Vec<(String, String)> {
    let jwt = JwtManager::new(config.token_locations([Cookies])).unwrap();
    let server = Server::with(&jwt, |app| {
        app.route("/log-in", web::post().to(log_in))
            .route("/log-out", web::post().to(log_out));
    });
    let answer = server.send(&Request::post(path));
    assert_eq!(answer.status, 200);
    let split = |cookie: &str| {
        let (pair, attributes) = cookie.split_once("; ").expect("there are attributes");
        let (name, _) = pair.split_once('=').expect("there is a value");
        let mut attributes: Vec<_> = attributes.split("; ").collect();
        attributes.sort_unstable();
        (name.to_owned(), attributes.join("; "))
    };
    answer
        .headers("Set-Cookie")
        .into_iter()
        .map(split)
        .collect()
}

fn refusal(of: Configuration, change: Change) -> ConfigError {
    JwtManager::new(change(of.config())).expect_err("the configuration is refused")
}

#[test]
fn the_cookies_of_new_are_safe_by_default() {
    let token = "HttpOnly; Path=/; SameSite=Lax; Secure";
    let csrf = "Path=/; SameSite=Lax; Secure";
    let expected = [
        ("__Host-access_token_cookie", token),
        ("__Host-csrf_access_token", csrf),
        ("__Host-refresh_token_cookie", token),
        ("__Host-csrf_refresh_token", csrf),
    ]
    .map(|(name, attributes)| (name.to_owned(), attributes.to_owned()));
    assert_eq!(cookies(NEW.config(), "/log-in"), expected);

    let past = "Expires=Thu, 01 Jan 1970 00:00:00 GMT";
    let unset = expected.map(|(name, attributes)| (name, format!("{past}; {attributes}")));
    assert_eq!(cookies(NEW.config(), "/log-out"), unset);
}

#[test]
fn the_prefix_is_left_out_where_browsers_would_drop_it() {
    let names = |config| -> Vec<String> {
        let cookies = cookies(config, "/log-in");
        cookies.into_iter().map(|(name, _)| name).collect()
    };
    for config in [
        NEW.config().cookie_domain("example.com"),
        NEW.config().cookie_secure(false),
    ] {
        assert_eq!(
            names(config),
            [
                "access_token_cookie",
                "csrf_access_token",
                "refresh_token_cookie",
                "csrf_refresh_token"
            ]
        );
    }
    assert_eq!(
        names(NEW.config().refresh_cookie_path("/refresh")),
        [
            "__Host-access_token_cookie",
            "__Host-csrf_access_token",
            "refresh_token_cookie",
            "__Host-csrf_refresh_token"
        ]
    );
    assert_eq!(
        names(
            NEW.config()
                .access_cookie_name("__Secure-a")
                .csrf_in_cookies(false)
        ),
        ["__Secure-a", "__Host-refresh_token_cookie"]
    );
}

#[test]
fn a_cookie_that_browsers_drop_is_refused() {
    let changes: [(Change, ExpectedError); 6] = [
        (
            |config| {
                config
                    .access_cookie_name("__Host-a")
                    .cookie_secure(true)
                    .cookie_domain("example.com")
            },
            config_error!(HostPrefixNotAllowed),
        ),
        (
            |config| {
                config
                    .refresh_cookie_name("__Host-r")
                    .cookie_secure(true)
                    .refresh_cookie_path("/refresh")
            },
            config_error!(HostPrefixNotAllowed),
        ),
        (
            |config| {
                config
                    .access_csrf_cookie_name("__Host-c")
                    .cookie_secure(false)
            },
            config_error!(HostPrefixNotAllowed),
        ),
        (
            |config| config.access_cookie_name("__Secure-a").cookie_secure(false),
            config_error!(SecurePrefixNotAllowed),
        ),
        (
            |config| config.access_cookie_name("a=b"),
            config_error!(InvalidCookieName),
        ),
        (
            |config| config.access_cookie_path("no slash"),
            config_error!(InvalidCookiePath),
        ),
    ];
    for of in ALL {
        for (change, error) in &changes {
            assert_eq!(refusal(of, *change), *error, "{}", of.name);
        }
        for domain in [
            "",
            ".",
            "exa mple.com",
            "example.com; Path=/",
            "example.com\r\nX: y",
        ] {
            let config = of.config().cookie_domain(domain);
            let error = JwtManager::new(config).expect_err(domain);
            assert_eq!(
                error,
                config_error!(InvalidCookieDomain),
                "{} {domain}",
                of.name
            );
        }
    }
}

#[test]
fn a_name_that_could_add_an_attribute_is_refused() {
    for of in ALL {
        for name in ["", "a;b", "a b", "a\"", "a,b", "\u{e9}", "a\r\nb", "a\0"] {
            let error = JwtManager::new(of.config().access_cookie_name(name)).expect_err(name);
            assert_eq!(
                error,
                config_error!(InvalidCookieName),
                "{} {name:?}",
                of.name
            );
        }
        for path in ["", "a", "\u{e9}", "/a\r\nb", "/a\0"] {
            let error = JwtManager::new(of.config().refresh_cookie_path(path)).expect_err(path);
            assert_eq!(
                error,
                config_error!(InvalidCookiePath),
                "{} {path:?}",
                of.name
            );
        }
    }
}

#[test]
fn what_python_puts_up_with_is_an_error_for_new_and_a_warning_for_the_others() {
    let log = LogBook::open();
    let mistakes: [(Change, ExpectedError); 2] = [
        (
            |config| config.cookie_same_site(SameSite::None).cookie_secure(false),
            config_error!(SameSiteNoneWithoutSecure),
        ),
        (
            |config| config.csrf_methods(["POST", "patch"]),
            config_error!(CsrfMethodNotInCapitals),
        ),
    ];
    for (change, expected) in mistakes {
        let error = refusal(NEW, change);
        assert_eq!(error, expected);
        for of in [QUART, FLASK] {
            let before = log.lines_with(&error.to_string()).len();
            assert!(JwtManager::new(change(of.config())).is_ok(), "{}", of.name);
            let lines = log.lines_with(&error.to_string());
            assert!(lines.len() > before, "{} warns", of.name);
            assert!(lines[0].starts_with("WARN"), "{lines:?}");
        }
    }
    assert_eq!(log.lines_with(SECRET), [""; 0]);
}
