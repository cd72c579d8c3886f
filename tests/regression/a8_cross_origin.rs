//! A8: a cookie token opened a WebSocket from another origin of the same site.
//!
//! A handshake is a GET, to which no CSRF value belongs, and `SameSite` and `__Host-` let the cookie
//! through: another port and a sibling subdomain are the same site.

use actix_web::{
    App,
    http::Method,
    test::{TestRequest, call_service, init_service, read_body},
    web,
};
use jwt_fresh::{CsrfProtection, JwtConfig, JwtManager, TokenLocation::Cookies};
use jwt_fresh_tests::{ALL, Configuration, FLASK, LogBook, NEW, QUART, config_error, endpoints};
use serde_json::json;

const CSRF: &str = "5f0f8c6e-1111-4222-8333-444455556666";
const WEB_SOCKET: [(&str, &str); 2] = [("Connection", "Upgrade"), ("Upgrade", "websocket")];

/// Sends requests with a token in a cookie to one configuration.
struct Client {
    jwt: JwtManager,
    cookie: String,
}

impl Client {
    fn of(of: Configuration, change: fn(JwtConfig) -> JwtConfig) -> Self {
        let jwt = JwtManager::new(change(of.config().token_locations([Cookies]))).unwrap();
        let token = of.token(json!({ "csrf": CSRF }));
        // Both names are sent, as `new` loses its prefix where cookies are not secure.
        let cookie = format!("access_token_cookie={token}; __Host-access_token_cookie={token}");
        Self { jwt, cookie }
    }

    /// The status and the body of the answer to `/protected`.
    async fn send(&self, method: Method, headers: &[(&str, &str)]) -> (u16, String) {
        let app = App::new().wrap(self.jwt.clone()).configure(endpoints);
        let app = init_service(app.default_service(web::to(|| async { "" }))).await;
        let mut request = TestRequest::with_uri("/protected")
            .method(method)
            .insert_header(("Cookie", &*self.cookie));
        for header in headers {
            request = request.append_header(*header);
        }
        let answer = call_service(&app, request.to_request()).await;
        let status = answer.status().as_u16();
        let body = read_body(answer).await;
        (status, String::from_utf8_lossy(&body).into_owned())
    }

    async fn opens(&self, headers: &[(&str, &str)]) -> u16 {
        let headers: Vec<_> = WEB_SOCKET.iter().chain(headers).copied().collect();
        let (status, body) = self.send(Method::GET, &headers).await;
        assert!(status == 200 || body.contains("trusted one"), "{body}");
        status
    }

    async fn writes(&self, headers: &[(&str, &str)]) -> u16 {
        let csrf = [("X-CSRF-TOKEN", CSRF)];
        let headers: Vec<_> = csrf.iter().chain(headers).copied().collect();
        self.send(Method::POST, &headers).await.0
    }
}

fn secure(config: JwtConfig) -> JwtConfig {
    config.cookie_secure(true)
}

#[actix_web::test]
async fn another_origin_opens_no_web_socket_with_a_cookie() {
    for of in ALL {
        let client = Client::of(of, secure);
        let from = |origin| [("Host", "app.example.com"), ("Origin", origin)];
        for origin in [
            "https://evil.example.com",
            "https://app.example.com:8443",
            "http://app.example.com",
            "https://app.example.com.evil.test",
            "https://user@app.example.com",
            "https://app.example.com/",
            "https://evil.test https://app.example.com",
            "capacitor://app.example.com",
            "null",
            "",
        ] {
            assert_eq!(
                client.opens(&from(origin)).await,
                401,
                "{} {origin}",
                of.name
            );
        }
        // What has always been answered: the own origin, no browser, and no upgrade.
        assert_eq!(client.opens(&from("https://app.example.com")).await, 200);
        assert_eq!(client.opens(&[("Host", "app.example.com")]).await, 200);
        let reading = client
            .send(Method::GET, &from("https://evil.example.com"))
            .await;
        assert_eq!(reading.0, 200);
    }
}

#[actix_web::test]
async fn headers_that_a_client_may_choose_admit_nothing() {
    for of in ALL {
        let client = Client::of(of, secure);
        let own = ("Origin", "https://app.example.com");
        let evil = ("Origin", "https://evil.test");
        let host = ("Host", "app.example.com");
        for headers in [
            vec![host, evil, ("X-Forwarded-Host", "evil.test")],
            vec![host, evil, ("Forwarded", "host=evil.test;proto=https")],
            vec![host, own, own],
            vec![host, own, evil],
            vec![host, host, own],
            vec![own],
        ] {
            assert_eq!(client.opens(&headers).await, 401, "{} {headers:?}", of.name);
        }
    }
}

#[actix_web::test]
async fn an_upgrade_is_recognized_in_every_spelling() {
    for of in ALL {
        let client = Client::of(of, secure);
        let evil = ("Origin", "https://evil.test");
        for upgrade in [
            "websocket",
            "WebSocket",
            "h2c, websocket",
            "h2c,WEBSOCKET/13",
        ] {
            let answer = client
                .send(Method::GET, &[("Upgrade", upgrade), evil])
                .await;
            assert_eq!(answer.0, 401, "{} {upgrade}", of.name);
        }
        let twice = [("Upgrade", "h2c"), ("Upgrade", "websocket"), evil];
        assert_eq!(client.send(Method::GET, &twice).await.0, 401);
        assert_eq!(
            client
                .send(Method::GET, &[("Upgrade", "h2c"), evil])
                .await
                .0,
            200
        );
    }
}

#[actix_web::test]
async fn a_loopback_host_and_cookies_without_secure_need_no_https() {
    for of in ALL {
        let same = |host, origin| [("Host", host), ("Origin", origin)];
        let client = Client::of(of, secure);
        assert_eq!(
            client
                .opens(&same("localhost:5000", "http://localhost:5000"))
                .await,
            200
        );
        assert_eq!(
            client
                .opens(&same("127.0.0.1:5000", "http://127.0.0.1:5000"))
                .await,
            200
        );
        assert_eq!(
            client
                .opens(&same("localhost:5000", "http://localhost:3000"))
                .await,
            401
        );
        assert_eq!(
            client
                .opens(&same("localhost:5000", "http://127.0.0.1:5000"))
                .await,
            401
        );

        let client = Client::of(of, |config| config.cookie_secure(false));
        assert_eq!(
            client
                .opens(&same("example.com", "http://example.com"))
                .await,
            200
        );
        assert_eq!(
            client
                .opens(&same("example.com", "http://a.example.com"))
                .await,
            401
        );
    }
}

#[actix_web::test]
async fn a_trusted_origin_is_admitted_as_a_whole() {
    for of in ALL {
        let client = Client::of(of, |config| {
            secure(config).trusted_origins(["https://web.example.com:443", "capacitor://localhost"])
        });
        let from = |origin| [("Host", "api.example.com"), ("Origin", origin)];
        assert_eq!(client.opens(&from("https://web.example.com")).await, 200);
        assert_eq!(client.opens(&from("capacitor://localhost")).await, 200);
        assert_eq!(client.opens(&from("https://api.example.com")).await, 200);
        assert_eq!(
            client.opens(&from("https://web.example.com:8443")).await,
            401
        );
        assert_eq!(client.opens(&from("http://web.example.com")).await, 401);
        assert_eq!(client.opens(&from("https://a.web.example.com")).await, 401);
    }
}

#[actix_web::test]
async fn writing_from_another_origin_is_refused_even_with_the_csrf_value() {
    let cases: &[(&[(&str, &str)], u16)] = &[
        (&[("Sec-Fetch-Site", "same-origin")], 200),
        (
            &[("Sec-Fetch-Site", "same-origin"), ("Origin", "null")],
            200,
        ),
        (&[("Sec-Fetch-Site", "none")], 200),
        (&[("Sec-Fetch-Site", "same-site")], 401),
        (&[("Sec-Fetch-Site", "cross-site")], 401),
        (
            &[
                ("Sec-Fetch-Site", "same-site"),
                ("Origin", "https://web.example.com"),
            ],
            200,
        ),
        (
            &[
                ("Sec-Fetch-Site", "cross-site"),
                ("Origin", "https://web.example.com"),
            ],
            200,
        ),
        (
            &[
                ("Sec-Fetch-Site", "same-site"),
                ("Origin", "https://api.example.com"),
            ],
            200,
        ),
        (
            &[
                ("Sec-Fetch-Site", "same-site"),
                ("Origin", "https://evil.example.com"),
            ],
            401,
        ),
        (&[("Sec-Fetch-Site", "same-site"), ("Origin", "null")], 401),
        (&[("Sec-Fetch-Site", "Same-Origin")], 401),
        (&[("Sec-Fetch-Site", "")], 401),
        (
            &[
                ("Sec-Fetch-Site", "same-origin"),
                ("Sec-Fetch-Site", "same-origin"),
            ],
            401,
        ),
        (&[], 200),
        (&[("Origin", "https://api.example.com")], 200),
        (&[("Origin", "https://web.example.com")], 200),
        (&[("Origin", "https://evil.example.com")], 401),
        (&[("Origin", "null")], 401),
        (
            &[
                ("Origin", "https://api.example.com"),
                ("Origin", "https://api.example.com"),
            ],
            401,
        ),
    ];
    fn trusting(config: JwtConfig) -> JwtConfig {
        secure(config).trusted_origins(["https://web.example.com"])
    }
    let both = Client::of(NEW, trusting);
    let flask = Client::of(FLASK, |config| {
        trusting(config).csrf_protection(CsrfProtection::FetchMetadata)
    });
    let double_submit = Client::of(QUART, trusting);
    for &(headers, expected) in cases {
        let headers: Vec<_> = [&[("Host", "api.example.com")], headers].concat();
        assert_eq!(both.writes(&headers).await, expected, "new {headers:?}");
        assert_eq!(flask.writes(&headers).await, expected, "flask {headers:?}");
        assert_eq!(
            double_submit.writes(&headers).await,
            200,
            "quart {headers:?}"
        );
        // Never in place of the double submit, unless that was asked for.
        assert_eq!(
            both.send(Method::POST, &headers).await.0,
            401,
            "new {headers:?}"
        );
        assert_eq!(
            flask.send(Method::POST, &headers).await.0,
            expected,
            "flask {headers:?}"
        );
        assert_eq!(double_submit.send(Method::POST, &headers).await.0, 401);
        // Reading is open, as ever.
        assert_eq!(
            both.send(Method::GET, &headers).await.0,
            200,
            "new {headers:?}"
        );
    }
}

#[actix_web::test]
async fn both_rules_hold_for_a_web_socket_under_new() {
    let client = Client::of(NEW, |config| {
        config.trusted_origins(["https://web.example.com"])
    });
    for (headers, expected) in [
        (
            vec![
                ("Sec-Fetch-Site", "same-origin"),
                ("Origin", "https://api.example.com"),
            ],
            200,
        ),
        (
            vec![
                ("Sec-Fetch-Site", "same-origin"),
                ("Origin", "https://evil.test"),
            ],
            401,
        ),
        (
            vec![
                ("Sec-Fetch-Site", "same-site"),
                ("Origin", "https://web.example.com"),
            ],
            200,
        ),
        (vec![("Sec-Fetch-Site", "cross-site")], 401),
        (
            vec![
                ("Sec-Fetch-Site", "odd"),
                ("Origin", "https://api.example.com"),
            ],
            401,
        ),
    ] {
        let headers: Vec<_> = [vec![("Host", "api.example.com")], headers].concat();
        assert_eq!(client.opens(&headers).await, expected, "{headers:?}");
    }
}

#[actix_web::test]
async fn protection_that_is_off_still_keeps_web_sockets_closed() {
    for of in ALL {
        let client = Client::of(of, |config| config.cookie_csrf_protect(false));
        let evil = [("Host", "localhost"), ("Origin", "https://evil.test")];
        assert_eq!(client.opens(&evil).await, 401, "{}", of.name);
        let metadata = [evil[0], evil[1], ("Sec-Fetch-Site", "cross-site")];
        assert_eq!(client.writes(&metadata).await, 200, "{}", of.name);
    }
}

#[actix_web::test]
async fn a_token_in_a_header_opens_what_it_will() {
    for of in ALL {
        let jwt = JwtManager::new(of.config()).unwrap();
        let app = init_service(App::new().wrap(jwt).configure(endpoints)).await;
        let request = TestRequest::with_uri("/protected")
            .insert_header(("Authorization", format!("Bearer {}", of.token(json!({})))))
            .insert_header(("Origin", "https://evil.test"))
            .insert_header(("Sec-Fetch-Site", "cross-site"))
            .insert_header(("Upgrade", "websocket"))
            .to_request();
        assert_eq!(call_service(&app, request).await.status(), 200);
    }
}

#[actix_web::test]
async fn the_log_says_once_what_to_write_and_can_not_be_flooded() {
    let log = LogBook::open();
    let client = Client::of(NEW, |config| config);
    let origin = "https://once.a8.example";
    for _ in 0..3 {
        client
            .opens(&[("Host", "localhost"), ("Origin", origin)])
            .await;
    }
    let lines = log.lines_with(&format!("trusted_origins([\"{origin}\"])"));
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("WARN"), "{lines:?}");
    for number in 0..200 {
        let origin = format!("https://flood{number}.a8.example");
        client
            .opens(&[("Host", "localhost"), ("Origin", &origin)])
            .await;
    }
    let lines = log.lines_with("flood");
    assert!((10..100).contains(&lines.len()), "{}", lines.len());
    let long = format!("https://{}.a8.example", "x".repeat(1000));
    client
        .opens(&[("Host", "localhost"), ("Origin", &long)])
        .await;
    assert!(log.lines_with("xxxx").is_empty());
}

#[test]
fn an_entry_that_could_never_match_is_an_error() {
    for origin in [
        "",
        "null",
        "*",
        "example.com",
        "https://*.example.com",
        "https://example.com/",
        "https://example.com/app",
        "https://user@example.com",
        "https://example.com:99999",
        "wss://example.com",
    ] {
        for of in ALL {
            let error = JwtManager::new(of.config().trusted_origins([origin])).unwrap_err();
            assert_eq!(error, config_error!(InvalidTrustedOrigin), "{origin}");
        }
    }
}
