//! B5, B6, B7: a renewed token had the old `kid` beside a signature of the new key, another CSRF value
//! than the page that was open, and a longer life than the login had given.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use actix_web::{HttpResponse, web};
use jwt_fresh::{
    Algorithm, CookieOverrides, JwtConfig, JwtManager, SigningKey, TokenLocation, VerifyingKey,
    create_access_token, set_access_cookies, set_access_cookies_with,
};
use jwt_fresh_tests::{
    ALL, Configuration, LogBook, Request, Response, Server, SetCookie, TestClock, endpoints,
};
use serde_json::{Value, json};

const LOGIN: u64 = 1_800_000_000;
const OLD: &str = "the secret of the last quarter, which is long enough for HS256";
const NEW_KEY: &str = "the secret of this quarter, which is long enough for HS256";

fn config(of: Configuration, clock: &TestClock) -> JwtConfig {
    let (window, cap) = (Duration::from_secs(300), Duration::from_secs(12 * 3600));
    of.config()
        .token_locations([TokenLocation::Cookies])
        .implicit_refresh(window, cap)
        .clock(clock.clone())
}

fn get(of: Configuration, server: &Server, token: &str) -> Response {
    let cookie = format!("{}={token}", of.access_cookie());
    server.send(&Request::get("/protected").header("Cookie", cookie))
}

fn renewed(of: Configuration, answer: &Response) -> Option<String> {
    SetCookie::named(answer, of.access_cookie()).map(|cookie| cookie.value)
}

fn claims(jwt: &JwtManager, token: &str) -> Value {
    json!(jwt.decode_token(token).unwrap().claims())
}

#[test]
fn the_key_is_rotated_between_login_and_renewal() {
    for of in ALL {
        let clock = TestClock::at(LOGIN);
        let rotated = Arc::new(AtomicBool::new(false));
        let (for_key, for_header) = (Arc::clone(&rotated), Arc::clone(&rotated));
        let jwt = JwtManager::builder(config(of, &clock))
            .encode_key_loader(move |_| {
                let new = for_key.load(Ordering::SeqCst);
                let secret = if new { NEW_KEY } else { OLD };
                async move { SigningKey::from_secret(Algorithm::HS256, secret) }
            })
            .additional_headers_loader(move |_| {
                let new = for_header.load(Ordering::SeqCst);
                async move { json!({ "kid": if new { "new" } else { "old" } }) }
            })
            .decode_key_loader(|token| async move {
                match token.header()["kid"].as_str() {
                    Some("old") => VerifyingKey::from_secret(Algorithm::HS256, OLD).map(Some),
                    Some("new") => VerifyingKey::from_secret(Algorithm::HS256, NEW_KEY).map(Some),
                    _ => Ok(None),
                }
            })
            .build()
            .unwrap();
        let server = Server::start(&jwt);
        let login = jwt
            .create_access_token("test")
            .fresh(true)
            .encode()
            .unwrap();
        rotated.store(true, Ordering::SeqCst);
        clock.pass(Duration::from_secs(700));
        let answer = get(of, &server, &login);
        assert_eq!(answer.status, 200, "{}: {answer:?}", of.name);
        let token = renewed(of, &answer).expect("it is time");
        let header = jwt.decode_token(&token).unwrap();
        assert_eq!(header.header()["kid"], "new", "{}", of.name);
        assert_eq!(get(of, &server, &token).status, 200, "{}", of.name);
    }
}

#[test]
fn a_renewed_token_that_would_be_rejected_is_not_set() {
    let log = LogBook::open();
    for of in ALL {
        let clock = TestClock::at(LOGIN);
        let broken = Arc::new(AtomicBool::new(false));
        let is_broken = Arc::clone(&broken);
        let jwt = JwtManager::builder(config(of, &clock))
            .encode_key_loader(move |_| {
                let broken = is_broken.load(Ordering::SeqCst);
                let secret = if broken { NEW_KEY } else { OLD };
                async move { SigningKey::from_secret(Algorithm::HS256, secret) }
            })
            .decode_key_loader(|_| async { VerifyingKey::from_secret(Algorithm::HS256, OLD) })
            .build()
            .unwrap();
        let server = Server::start(&jwt);
        let login = jwt.create_access_token("test").encode().unwrap();
        clock.pass(Duration::from_secs(700));
        let answer = get(of, &server, &login);
        assert!(renewed(of, &answer).is_some(), "{}: a control", of.name);
        broken.store(true, Ordering::SeqCst);
        let before = log.lines_with("was not renewed").len();
        let answer = get(of, &server, &login);
        assert_eq!(answer.status, 200, "{}", of.name);
        assert_eq!(SetCookie::all(&answer), [], "{}", of.name);
        let lines = log.lines_with("was not renewed");
        assert!(lines.len() > before, "{}", of.name);
        assert!(
            lines.iter().any(|line| line.starts_with("WARN")),
            "{lines:?}"
        );
    }
}

#[test]
fn a_form_that_was_rendered_before_the_renewal_still_works() {
    for of in ALL {
        let clock = TestClock::at(LOGIN);
        let jwt = JwtManager::new(config(of, &clock)).unwrap();
        let server = Server::start(&jwt);
        let login = jwt.create_access_token("test").encode().unwrap();
        let form = claims(&jwt, &login)["csrf"].as_str().unwrap().to_owned();
        clock.pass(Duration::from_secs(700));
        let token = renewed(of, &get(of, &server, &login)).expect("it is time");
        let new = claims(&jwt, &token);
        assert_eq!(new["csrf"], json!(form), "{}", of.name);
        assert_ne!(new["jti"], claims(&jwt, &login)["jti"], "{}", of.name);
        let cookie = format!("{}={token}", of.access_cookie());
        let post = Request::post("/protected").header("Cookie", cookie);
        let answer = server.send(&post.header("X-CSRF-TOKEN", &form));
        assert_eq!(answer.status, 200, "{}: {answer:?}", of.name);
    }
}

#[test]
fn a_token_with_a_shorter_life_keeps_it() {
    for of in ALL {
        let clock = TestClock::at(LOGIN);
        let jwt = JwtManager::new(config(of, &clock)).unwrap();
        let server = Server::start(&jwt);
        let minute = Duration::from_secs(60);
        let mut token = jwt
            .create_access_token("test")
            .expires_in(minute)
            .encode()
            .unwrap();
        for _ in 0..3 {
            clock.pass(Duration::from_secs(50));
            token = renewed(of, &get(of, &server, &token)).expect("it is time");
            let claims = claims(&jwt, &token);
            assert_eq!(claims["exp"], json!(clock.seconds() + 60), "{}", of.name);
        }
        clock.pass(minute);
        assert_eq!(get(of, &server, &token).status, 401, "{}", of.name);

        let once = jwt
            .create_access_token("test")
            .no_renewal()
            .encode()
            .unwrap();
        clock.pass(Duration::from_secs(800));
        let answer = get(of, &server, &once);
        assert_eq!(answer.status, 200, "{}", of.name);
        assert_eq!(SetCookie::all(&answer), [], "{}", of.name);
    }
}

async fn login(renewal: web::Path<String>) -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok();
    let builder = create_access_token("test");
    let week = CookieOverrides::new().max_age(Duration::from_secs(7 * 24 * 3600));
    match &**renewal {
        "once" => set_access_cookies_with(&mut response, &builder.no_renewal().encode()?, &week)?,
        "renewed" => set_access_cookies_with(&mut response, &builder.encode()?, &week)?,
        _ => set_access_cookies(&mut response, &builder.encode()?)?,
    }
    Ok(response.finish())
}

fn with_login(app: &mut web::ServiceConfig) {
    endpoints(app);
    app.route("/login/{renewal}", web::to(login));
}

#[test]
fn a_cookie_that_a_renewal_could_not_replace_is_not_set() {
    let log = LogBook::open();
    for of in ALL {
        let clock = TestClock::at(LOGIN);
        let jwt = JwtManager::new(config(of, &clock)).unwrap();
        let server = Server::with(&jwt, with_login);
        let login = |path: &str| server.send(&Request::get(path));
        assert_eq!(login("/login/plain").status, 200, "{}", of.name);
        assert_eq!(login("/login/once").status, 200, "{}", of.name);
        let refused = login("/login/renewed");
        assert_eq!(refused.status, 500, "{}: {refused:?}", of.name);
        assert_eq!(SetCookie::all(&refused), [], "{}", of.name);

        // Without renewals any cookie may be set as the app likes.
        let config = of.config().token_locations([TokenLocation::Cookies]);
        let plain = JwtManager::new(config).unwrap();
        let server = Server::with(&plain, with_login);
        let answer = server.send(&Request::get("/login/renewed"));
        assert_eq!(answer.status, 200, "{}", of.name);
    }
    let lines = log.lines_with("`.no_renewal()`");
    assert!(lines.len() >= 3, "{lines:?}");
}
