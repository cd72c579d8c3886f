//! Setting cookies by hand: nothing that was passed on from a client becomes an attribute, and a
//! cookie that browsers would drop is not set in silence.

use actix_web::{HttpResponse, web};
use jwt_fresh::{
    CookieOverrides, JwtConfig, JwtManager, TokenLocation::Cookies, set_access_cookies,
    set_access_cookies_with, set_refresh_cookies_with, unset_jwt_cookies_with,
};
use jwt_fresh_tests::{ALL, FLASK, LogBook, NEW, Request, Response, Server};

/// Sets the cookie to the body, whatever that is.
async fn plain(token: String) -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok().finish();
    set_access_cookies(&mut response, &token)?;
    Ok(response)
}

/// The same for the domain of the path.
async fn with_domain(domain: web::Path<String>, token: String) -> jwt_fresh::Result<HttpResponse> {
    let arguments = CookieOverrides::new().domain(domain.into_inner());
    let mut response = HttpResponse::Ok().finish();
    set_access_cookies_with(&mut response, &token, &arguments)?;
    set_refresh_cookies_with(&mut response, &token, &arguments)?;
    Ok(response)
}

/// The log-out for cookies of that domain.
async fn unset(domain: web::Path<String>) -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok().finish();
    let arguments = CookieOverrides::new().domain(domain.into_inner());
    unset_jwt_cookies_with(&mut response, &arguments)?;
    Ok(response)
}

/// A server that takes any token for good, as it does not look for a CSRF value in it.
fn serve(config: JwtConfig) -> Server {
    let config = config.token_locations([Cookies]).cookie_csrf_protect(false);
    Server::with(&JwtManager::new(config).unwrap(), |app| {
        app.route("/plain", web::post().to(plain))
            .route("/domain/{domain}", web::post().to(with_domain))
            .route("/unset/{domain}", web::post().to(unset));
    })
}

fn set(server: &Server, path: &str, token: &str) -> Response {
    server.send(&Request::post(path).body(token))
}

#[test]
fn a_token_can_not_add_an_attribute() {
    for of in ALL {
        let server = serve(of.config());
        for token in [
            "a; Domain=example.com",
            "a;Path=/x",
            "a b",
            "a,b",
            "a\"b",
            "a\\b",
            "a\tb",
            "a\r\nSet-Cookie: b=c",
            "a\0",
            "\u{e9}",
        ] {
            let answer = set(&server, "/plain", token);
            let told = (answer.status, answer.body.as_str());
            let expected = (
                422,
                r#"{"msg":"The token contains characters that are not allowed in a cookie"}"#,
            );
            assert_eq!(told, expected, "{} {token:?}", of.name);
            assert_eq!(answer.headers("Set-Cookie"), [""; 0], "{token:?}");
        }
        assert_eq!(set(&server, "/plain", "a.b-c_d").status, 200, "{}", of.name);
    }
}

#[test]
fn a_domain_that_browsers_refuse_is_an_error_and_opaque() {
    let log = LogBook::open();
    let opaque = (500, r#"{"msg":"Internal Server Error"}"#);
    let flask = serve(FLASK.config());
    for domain in ["example.com;x", "exa%20mple.com", "%00", "."] {
        let answer = set(&flask, &format!("/domain/{domain}"), "a.b.c");
        assert_eq!((answer.status, answer.body.as_str()), opaque, "{domain}");
        assert_eq!(answer.headers("Set-Cookie"), [""; 0], "{domain}");
    }
    let good = set(&flask, "/domain/example.com", "a.b.c");
    assert_eq!(good.headers("Set-Cookie").len(), 2);

    let with_prefix = serve(NEW.config());
    let answer = set(&with_prefix, "/domain/example.com", "a.b.c");
    assert_eq!((answer.status, answer.body.as_str()), opaque);
    let reason = "a cookie named `__Host-..` can't have a domain";
    assert!(!log.lines_with(reason).is_empty(), "the log says why");
}

#[test]
fn a_cookie_that_is_too_long_for_browsers_is_said_in_the_log() {
    let log = LogBook::open();
    let server = serve(FLASK.config().access_cookie_name("the-long-one"));
    let fits = "x".repeat(4096 - "the-long-one".len());
    let warned = || log.lines_with("the-long-one").len();
    for (token, warnings) in [(fits.clone(), 0), (fits + "x", 1)] {
        assert_eq!(set(&server, "/plain", &token).status, 200);
        assert_eq!(warned(), warnings, "{} bytes", token.len());
    }
}

#[test]
fn cookies_are_unset_for_the_domain_that_they_were_set_for() {
    let server = serve(FLASK.config());
    let places = |answer: Response| -> Vec<(String, String)> {
        let cookies = answer.headers("Set-Cookie");
        let place = |cookie: &str| {
            let name = cookie.split('=').next().unwrap().to_owned();
            let domain = cookie.split("; ").find(|part| part.starts_with("Domain="));
            (name, domain.expect("it has a domain").to_owned())
        };
        cookies.into_iter().map(place).collect()
    };
    let set = places(set(&server, "/domain/example.com", "a-token"));
    assert_eq!(set.len(), 2);
    assert_eq!(
        places(server.send(&Request::post("/unset/example.com"))),
        set
    );
}
