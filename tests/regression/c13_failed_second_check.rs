//! C13: a second check by hand that failed left a protected handler with a null identity.
//!
//! A handler that went on, for example to make a token, did so for null. What the first check has
//! published stays now, unless its own token is revoked, expired or refused, or a store fails.

use std::{
    io,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicU64, Ordering::SeqCst},
    },
    time::Duration,
};

use actix_web::{HttpRequest, Responder, web};
use jwt_fresh::{
    JwtConfig, JwtManager, TokenLocation, create_access_token, create_refresh_token, get_jwt,
    get_jwt_identity, jwt_required, verify_fresh_jwt_in_request, verify_jwt_in_request,
    verify_jwt_refresh_token_in_request,
};
use jwt_fresh_tests::{ALL, Configuration, NEW, Request, Server, TestClock};
use serde_json::{Value, json};

/// The endpoints: which second check, and what the handler knows after it has failed.
fn endpoints(app: &mut web::ServiceConfig) {
    app.route("/fresh", web::get().to(fresh))
        .route("/refresh", web::get().to(refresh))
        .route("/roles", web::get().to(roles))
        .route("/again", web::get().to(again))
        .route("/cookie", web::get().to(cookie))
        .route("/passes", web::get().to(passes));
}

#[jwt_required]
async fn fresh(request: HttpRequest) -> impl Responder {
    known(verify_fresh_jwt_in_request(&request).await)
}

#[jwt_required]
async fn refresh(request: HttpRequest) -> impl Responder {
    known(verify_jwt_refresh_token_in_request(&request).await)
}

#[jwt_required]
async fn roles(request: HttpRequest) -> impl Responder {
    known(verify_jwt_in_request(&request).roles(["admin"]).await)
}

#[jwt_required]
async fn again(request: HttpRequest) -> impl Responder {
    known(verify_jwt_in_request(&request).await)
}

#[jwt_required]
async fn cookie(request: HttpRequest) -> impl Responder {
    let second = verify_jwt_in_request(&request).locations([TokenLocation::Cookies]);
    known(second.await)
}

#[jwt_required]
async fn passes(request: HttpRequest) -> impl Responder {
    let first = get_jwt()["jti"].clone();
    let second = verify_jwt_in_request(&request).locations([TokenLocation::Cookies]);
    second.await.expect("the cookie is good");
    web::Json(json!({ "first": first, "second": get_jwt()["jti"] }))
}

fn known(second: jwt_fresh::Result<()>) -> web::Json<Value> {
    let failed = second.is_err();
    web::Json(json!({ "failed": failed, "identity": get_jwt_identity() }))
}

fn after(server: &Server, request: &Request) -> Value {
    let answer = server.send(request);
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.json()["failed"], true, "{}", answer.body);
    answer.json()["identity"].clone()
}

#[test]
fn a_second_check_that_asks_for_more_takes_nothing_away() {
    for of in ALL {
        let server = Server::with(&JwtManager::new(of.config()).unwrap(), endpoints);
        let token = of.token(json!({ "fresh": false }));
        for path in ["/fresh", "/refresh", "/roles", "/cookie"] {
            let identity = after(&server, &Request::get(path).bearer(&token));
            assert_eq!(identity, "test", "{} {path}", of.name);
        }
    }
}

#[test]
fn a_second_check_that_passes_replaces_the_first() {
    for of in ALL {
        let config = of
            .config()
            .token_locations([TokenLocation::Headers, TokenLocation::Cookies]);
        let server = Server::with(&JwtManager::new(config).unwrap(), endpoints);
        let other = of.token(json!({ "jti": "other" }));
        let request = Request::get("/passes")
            .bearer(of.token(json!({ "jti": "one" })))
            .header("Cookie", format!("{}={other}", of.access_cookie()));
        let answer = server.send(&request);
        assert_eq!(
            answer.json(),
            json!({ "first": "one", "second": "other" }),
            "{}",
            of.name
        );
    }
}

/// A blocklist that gives this answer when it is asked for the second time about the token.
fn second_time(of: Configuration, answer: fn() -> io::Result<bool>) -> Server {
    let asked = Arc::new(AtomicU64::new(0));
    let jwt = JwtManager::builder(of.with_blocklist())
        .token_in_blocklist_loader(move |_| {
            let first = asked.fetch_add(1, SeqCst) == 0;
            async move { if first { Ok(false) } else { answer() } }
        })
        .build()
        .unwrap();
    Server::with(&jwt, endpoints)
}

#[test]
fn a_second_check_that_finds_the_token_revoked_takes_the_identity_away() {
    for of in ALL {
        let token = of.token(json!({}));
        let revoked = second_time(of, || Ok(true));
        let identity = after(&revoked, &Request::get("/again").bearer(&token));
        assert_eq!(identity, Value::Null, "{}", of.name);
        let fails = second_time(of, || Err(io::Error::other("out of order")));
        let identity = after(&fails, &Request::get("/again").bearer(&token));
        assert_eq!(identity, Value::Null, "{}", of.name);
    }
}

#[test]
fn a_second_token_that_is_revoked_says_nothing_about_the_first() {
    for of in ALL {
        let locations = [TokenLocation::Headers, TokenLocation::Cookies];
        let jwt = JwtManager::builder(of.with_blocklist().token_locations(locations))
            .token_in_blocklist_loader(|token| async move { token.jti() == Some("revoked") })
            .build()
            .unwrap();
        let server = Server::with(&jwt, endpoints);
        let revoked = of.token(json!({ "jti": "revoked" }));
        let request = Request::get("/cookie")
            .bearer(of.token(json!({})))
            .header("Cookie", format!("{}={revoked}", of.access_cookie()));
        assert_eq!(after(&server, &request), "test", "{}", of.name);
    }
}

static CLOCK: LazyLock<TestClock> = LazyLock::new(|| TestClock::at(1_800_000_000));

#[jwt_required]
async fn ages(request: HttpRequest) -> impl Responder {
    CLOCK.pass(Duration::from_secs(2 * 60 * 60));
    known(verify_jwt_in_request(&request).await)
}

#[test]
fn a_second_check_that_finds_the_token_expired_takes_the_identity_away() {
    for of in ALL {
        let jwt = JwtManager::new(of.config().clock(CLOCK.clone())).unwrap();
        let server = Server::with(&jwt, |app| {
            app.route("/ages", web::get().to(ages));
        });
        let token = jwt.create_access_token("test").encode().unwrap();
        let identity = after(&server, &Request::get("/ages").bearer(&token));
        assert_eq!(identity, Value::Null, "{}", of.name);
    }
}

async fn mints(refresh: web::Path<bool>) -> jwt_fresh::Result<String> {
    if *refresh {
        create_refresh_token(get_jwt_identity()).await
    } else {
        create_access_token(get_jwt_identity()).await
    }
}

#[test]
fn no_token_is_made_for_null_where_it_would_be_rejected() {
    let configure = |app: &mut web::ServiceConfig| {
        app.route("/mint/{refresh}", web::get().to(mints));
    };
    for of in ALL {
        let server = Server::with(&JwtManager::new(of.config()).unwrap(), configure);
        for refresh in [true, false] {
            let answer = server.send(&Request::get(&format!("/mint/{refresh}")));
            // Python makes one.
            let status = if of.name == "new" { 500 } else { 200 };
            assert_eq!(answer.status, status, "{}: {}", of.name, answer.body);
        }
    }
    let to_null = JwtManager::builder(NEW.config())
        .user_identity_loader(|_| async { Value::Null })
        .build()
        .unwrap();
    assert!(to_null.create_access_token("alice").encode().is_err());
    let jwt = JwtManager::new(JwtConfig::new(jwt_fresh_tests::SECRET)).unwrap();
    assert!(jwt.create_access_token("alice").encode().is_ok());
    assert!(jwt.create_access_token("").encode().is_ok());
    assert!(jwt.create_access_token(0).encode().is_ok());
}
