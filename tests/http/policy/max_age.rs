//! `max_age = "5m"`: the user logged in at most that long ago, by `auth_time`, or by `fresh` and `iat`
//! where the token has none.

use std::time::{Duration, UNIX_EPOCH};

use actix_web::{HttpRequest, HttpResponse, Responder, web};
use jwt_fresh::{
    JwtConfig, JwtManager, fresh_jwt_required, get_jwt_identity, jwt_optional, jwt_required,
    verify_jwt_in_request,
};
use jwt_fresh_tests::{
    ALL, Configuration, Mint, NEW, QUART, Request, Response, SECRET, Server, claims, now,
};
use serde_json::{Value, json};

#[jwt_required(max_age = "5m")]
async fn window() -> impl Responder {
    get_jwt_identity().to_string()
}

#[fresh_jwt_required(max_age = "300s")]
async fn fresh_window() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_optional(max_age = "5m")]
async fn optional_window() -> impl Responder {
    get_jwt_identity().to_string()
}

async fn by_hand(request: HttpRequest) -> jwt_fresh::Result<impl Responder> {
    let window = Duration::from_secs(5 * 60);
    verify_jwt_in_request(&request).max_age(window).await?;
    Ok(get_jwt_identity().to_string())
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.route("/window", web::to(window))
        .route("/fresh-window", web::to(fresh_window))
        .route("/optional-window", web::to(optional_window))
        .route("/by-hand", web::to(by_hand));
}

/// A server whose clock stands half a second past `second`.
fn start(config: JwtConfig, second: i64) -> Server {
    let time = UNIX_EPOCH + Duration::from_secs(second.unsigned_abs()) + Duration::from_millis(500);
    Server::with(
        &JwtManager::new(config.clock(move || time)).unwrap(),
        endpoints,
    )
}

/// A token with exactly these two claims besides the usual ones; `None` leaves one out.
fn token(of: Configuration, auth_time: Option<Value>, fresh: Option<Value>) -> String {
    // The server's clock stands still, so it must not be before the token's.
    let long_ago = now() - 100;
    let changes = json!({ "fresh": null, "iat": long_ago, "nbf": long_ago });
    let mut claims = claims(of.identity_claim, changes);
    for (name, value) in [("auth_time", auth_time), ("fresh", fresh)] {
        if let Some(value) = value {
            claims[name] = value;
        }
    }
    Mint::new(&claims).key(SECRET).token()
}

fn assert_refused(answer: &Response, of: Configuration, case: &str) {
    assert_eq!(answer.status, 401, "{} {case}: {answer:?}", of.name);
    assert_eq!(
        answer.json(),
        json!({ "msg": "Fresh token required" }),
        "{case}"
    );
    let challenge = r#"Bearer error="insufficient_user_authentication", max_age="300""#;
    let challenge = (of.name == NEW.name).then_some(challenge);
    assert_eq!(
        answer.header("WWW-Authenticate"),
        challenge,
        "{} {case}",
        of.name
    );
}

#[test]
fn auth_time_decides_to_the_second() {
    let now = now();
    for of in ALL {
        let server = start(of.config(), now);
        for (auth_time, passes) in [
            (json!(now), true),
            (json!(now - 299), true),
            (json!(now - 300), true),
            (json!(now - 301), false),
            (json!(now as f64 - 300.5), false),
            (json!(now as f64 - 299.5), true),
            (json!(0), false),
            (json!(-1), false),
        ] {
            for fresh in [json!(true), json!(false)] {
                let token = token(of, Some(auth_time.clone()), Some(fresh.clone()));
                for endpoint in ["/window", "/by-hand", "/optional-window"] {
                    let answer = server.send(&Request::get(endpoint).bearer(&token));
                    let case = format!("{endpoint}: {auth_time}, fresh {fresh}, now {now}");
                    if passes {
                        assert_eq!((answer.status, &*answer.body), (200, "test"), "{case}");
                    } else {
                        assert_refused(&answer, of, &case);
                    }
                }
            }
        }
    }
}

#[test]
fn an_auth_time_that_is_no_time_or_in_the_future_is_refused() {
    let now = now();
    for of in ALL {
        let server = start(of.config(), now);
        // As `iat`, with `JwtConfig::new` a login may be five seconds ahead.
        let tolerated = if of.name == NEW.name { 5 } else { 0 };
        for auth_time in [
            json!(now + tolerated + 1),
            json!(now + 1_000_000),
            json!(u64::MAX),
            json!(1e300),
            json!(null),
            json!(true),
            json!(now.to_string()),
            json!([now]),
            json!({ "time": now }),
        ] {
            // Not even a fresh token passes: it says of itself that it can't be believed.
            let token = token(of, Some(auth_time.clone()), Some(json!(true)));
            for endpoint in ["/window", "/fresh-window", "/by-hand", "/optional-window"] {
                let answer = server.send(&Request::get(endpoint).bearer(&token));
                assert_refused(&answer, of, &format!("{endpoint}: {auth_time}"));
            }
        }
    }
}

#[test]
fn without_auth_time_a_token_has_to_be_fresh() {
    let now = now();
    for of in ALL {
        let server = start(of.config(), now);
        for (fresh, passes) in [
            (Some(json!(true)), true),
            (Some(json!(false)), false),
            (None, false),
            (Some(json!(now + 1)), true),
            (Some(json!(now - 1)), false),
        ] {
            let token = token(of, None, fresh.clone());
            for endpoint in ["/window", "/fresh-window", "/by-hand", "/optional-window"] {
                let answer = server.send(&Request::get(endpoint).bearer(&token));
                let case = format!("{endpoint}: fresh {fresh:?}");
                if passes {
                    assert_eq!(answer.status, 200, "{} {case}", of.name);
                } else {
                    assert_refused(&answer, of, &case);
                }
            }
        }
    }
}

#[test]
fn fresh_and_max_age_ask_for_both() {
    let now = now();
    for of in ALL {
        let server = start(of.config(), now);
        for (auth_time, fresh, passes) in [
            (now, json!(true), true),
            (now, json!(false), false),
            (now, json!(now - 1), false),
            (now - 301, json!(true), false),
        ] {
            let token = token(of, Some(json!(auth_time)), Some(fresh.clone()));
            let answer = server.send(&Request::get("/fresh-window").bearer(token));
            if passes {
                assert_eq!(answer.status, 200, "{}", of.name);
            } else {
                assert_refused(&answer, of, &format!("{auth_time} {fresh}"));
            }
        }
    }
}

#[test]
fn a_request_without_a_token_is_answered_as_ever() {
    let server = start(NEW.config(), now());
    for (endpoint, status) in [
        ("/window", 401),
        ("/by-hand", 401),
        ("/optional-window", 200),
    ] {
        let answer = server.send(&Request::get(endpoint));
        assert_eq!(answer.status, status, "{endpoint}");
        assert!(!answer.body.contains("Fresh"), "{endpoint}: {answer:?}");
    }
}

#[test]
fn the_leeway_is_for_the_clocks_and_not_for_the_window() {
    let now = now();
    let config = NEW.config().decode_leeway(Duration::from_secs(10));
    let server = start(config, now);
    for (auth_time, status) in [(now + 10, 200), (now + 11, 401), (now - 301, 401)] {
        let token = token(NEW, Some(json!(auth_time)), Some(json!(true)));
        let answer = server.send(&Request::get("/window").bearer(token));
        assert_eq!(answer.status, status, "{}", auth_time - now);
    }
}

#[test]
fn the_answer_to_a_token_that_is_not_fresh_is_the_answer_here_too() {
    let jwt = JwtManager::builder(NEW.config())
        .needs_fresh_token_loader(|token| async move {
            HttpResponse::ImATeapot().body(format!("log in again, {}", token.identity()))
        })
        .build()
        .unwrap();
    let server = Server::with(&jwt, endpoints);
    let token = token(NEW, Some(json!(1)), Some(json!(true)));
    let answer = server.send(&Request::get("/window").bearer(token));
    assert_eq!((answer.status, &*answer.body), (418, "log in again, test"));
}

#[test]
fn revoked_and_too_old_is_answered_in_the_order_of_each_library() {
    for of in ALL {
        let jwt = JwtManager::builder(of.with_blocklist())
            .token_in_blocklist_loader(|_| async { true })
            .build()
            .unwrap();
        let server = Server::with(&jwt, endpoints);
        let token = token(of, Some(json!(1)), Some(json!(true)));
        let answer = server.send(&Request::get("/window").bearer(token));
        let message = if of.name == QUART.name {
            "Token has been revoked"
        } else {
            "Fresh token required"
        };
        assert_eq!(answer.json(), json!({ "msg": message }), "{}", of.name);
    }
}
