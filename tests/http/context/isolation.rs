//! No request ever sees who another one is for: not while both are being handled, not after the
//! other was refused, not on the same kept-alive connection.

use std::{io, ops::AddAssign, time::Duration};

use actix_web::{Responder, rt::time::sleep, web};
use jwt_fresh::{
    JwtManager, fresh_jwt_required, get_current_user, get_jwt, get_jwt_identity, jwt_optional,
    jwt_required,
};
use jwt_fresh_tests::{QUART, Server};
use serde_json::{Value, json};
use tokio::{runtime, task::JoinSet, task::yield_now};

use crate::connection::Connection;

const CONNECTIONS: usize = 80;
const PIPELINE: usize = 5;
const REQUESTS_EACH: usize = 125;
const REQUESTS: usize = 10_000;
const USERS: usize = 97;

/// Everything that a handler can learn of who it answers.
async fn who() -> Value {
    json!({
        "identity": get_jwt_identity(),
        "jti": get_jwt()["jti"],
        "user": get_current_user::<String>(),
    })
}

/// Who is asking, before and after others had their turn.
async fn who_over_time(pause: Duration) -> impl Responder {
    let before = who().await;
    yield_now().await;
    let between = who().await;
    if !pause.is_zero() {
        sleep(pause).await;
    }
    web::Json(json!([before, between, who().await]))
}

#[jwt_required]
async fn quick() -> impl Responder {
    who_over_time(Duration::ZERO).await
}

#[jwt_required]
async fn slow() -> impl Responder {
    yield_now().await;
    who_over_time(Duration::from_millis(2)).await
}

#[fresh_jwt_required]
async fn fresh() -> impl Responder {
    who_over_time(Duration::from_millis(1)).await
}

#[jwt_optional]
async fn optional() -> impl Responder {
    who_over_time(Duration::from_millis(1)).await
}

async fn open() -> impl Responder {
    who_over_time(Duration::from_millis(1)).await
}

/// Every callback gives way to other requests before it answers.
fn start() -> Server {
    let jwt = JwtManager::builder(QUART.with_blocklist())
        .token_in_blocklist_loader(|token| async move {
            yield_now().await;
            match token.jti() {
                Some("unknown") => Err(io::Error::other("the store is down")),
                jti => Ok(jti == Some("revoked")),
            }
        })
        .token_verification_loader(|token| async move {
            yield_now().await;
            token.jti() != Some("refused")
        })
        .user_lookup_loader(|token| async move {
            sleep(Duration::from_millis(1)).await;
            (token.jti() != Some("ghost")).then(|| format!("user of {}", token.identity()))
        })
        .build()
        .unwrap();
    Server::with(&jwt, |app| {
        app.route("/quick", web::get().to(quick))
            .route("/slow", web::get().to(slow))
            .route("/fresh", web::get().to(fresh))
            .route("/optional", web::get().to(optional))
            .route("/open", web::get().to(open));
    })
}

/// A request, and the one answer that is right for it.
struct Exchange {
    target: &'static str,
    authorization: Option<String>,
    kind: Kind,
    expected: (u16, Value),
}

#[derive(Clone, Copy)]
enum Kind {
    Accepted,
    Refused,
    Anonymous,
}

/// How many answers there were of each kind, and how many were not the right one.
#[derive(Debug, Default, PartialEq)]
struct Tally {
    accepted: usize,
    refused: usize,
    anonymous: usize,
    wrong: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.accepted += other.accepted;
        self.refused += other.refused;
        self.anonymous += other.anonymous;
        self.wrong += other.wrong;
    }
}

/// What is sent as the `step`-th request of a connection: of ten in a row, six are good, three bad
/// and one asks where nobody needs to be known.
fn exchange(connection: usize, step: usize) -> Exchange {
    let name = format!("user {}", (connection * 31 + step * 17) % USERS);
    let own_claims = || json!({ "identity": name, "jti": format!("token of {name}") });
    let bearer = |changes: Value| {
        let mut claims = own_claims();
        let changes = changes.as_object().cloned().unwrap_or_default();
        claims.as_object_mut().unwrap().extend(changes);
        Some(format!("Bearer {}", QUART.token(claims)))
    };
    let turn = (connection + step) % 10;
    let round = connection + step / 10;
    match turn {
        0..6 => {
            let seen = json!({
                "identity": name,
                "jti": format!("token of {name}"),
                "user": format!("user of {name}"),
            });
            Exchange {
                target: ["/quick", "/slow", "/fresh", "/optional"][round % 4],
                authorization: bearer(json!({})),
                kind: Kind::Accepted,
                expected: (200, json!([seen, seen, seen])),
            }
        }
        6..9 => {
            let ghost = format!("Error loading the user {name}");
            let (target, authorization, status, message) = match round % 10 {
                0 => ("/slow", None, 401, "Missing Authorization Header"),
                1 => (
                    "/quick",
                    bearer(json!({ "exp": 1 })),
                    401,
                    "Token has expired",
                ),
                2 => (
                    "/optional",
                    bearer(json!({ "jti": "revoked" })),
                    401,
                    "Token has been revoked",
                ),
                3 => (
                    "/slow",
                    bearer(json!({ "jti": "unknown" })),
                    503,
                    "Service Unavailable",
                ),
                4 => (
                    "/fresh",
                    bearer(json!({ "fresh": false })),
                    401,
                    "Fresh token required",
                ),
                5 => (
                    "/quick",
                    bearer(json!({ "type": "refresh" })),
                    422,
                    "Only access tokens are allowed",
                ),
                6 => (
                    "/optional",
                    bearer(json!({ "jti": "refused" })),
                    400,
                    "User claims verification failed",
                ),
                7 => (
                    "/slow",
                    bearer(json!({ "jti": "ghost" })),
                    401,
                    ghost.as_str(),
                ),
                8 => (
                    "/quick",
                    Some(format!("Bearer {}", QUART.forged_token(own_claims()))),
                    422,
                    "Signature verification failed",
                ),
                _ => (
                    "/optional",
                    Some("Bearer garbage".into()),
                    422,
                    "Not enough segments",
                ),
            };
            Exchange {
                target,
                authorization,
                kind: Kind::Refused,
                expected: (status, json!({ "msg": message })),
            }
        }
        _ => {
            let nobody = json!({ "identity": null, "jti": null, "user": null });
            let (target, authorization) = match round % 3 {
                0 => ("/open", None),
                1 => ("/open", bearer(json!({}))),
                _ => ("/optional", None),
            };
            Exchange {
                target,
                authorization,
                kind: Kind::Anonymous,
                expected: (200, json!([nobody, nobody, nobody])),
            }
        }
    }
}

async fn run_connection(connection: usize, server: std::net::SocketAddr) -> Tally {
    let mut kept_alive = Connection::open(server).await;
    let mut tally = Tally::default();
    for start in (0..REQUESTS_EACH).step_by(PIPELINE) {
        let exchanges: Vec<_> = (start..start + PIPELINE)
            .map(|step| exchange(connection, step))
            .collect();
        let requests: Vec<_> = exchanges
            .iter()
            .map(|e| (e.target, e.authorization.as_deref()))
            .collect();
        let answers = kept_alive.get_all(&requests).await;
        for (exchange, answer) in exchanges.into_iter().zip(answers) {
            match exchange.kind {
                Kind::Accepted => tally.accepted += 1,
                Kind::Refused => tally.refused += 1,
                Kind::Anonymous => tally.anonymous += 1,
            }
            if answer != exchange.expected {
                eprintln!(
                    "{}: {answer:?} instead of {:?}",
                    exchange.target, exchange.expected
                );
                tally.wrong += 1;
            }
        }
    }
    tally
}

#[test]
fn of_ten_thousand_concurrent_requests_each_is_answered_for_its_own_user() {
    let server = start();
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let tally = runtime.block_on(async {
        let mut connections = JoinSet::new();
        for connection in 0..CONNECTIONS {
            connections.spawn(run_connection(connection, server.address()));
        }
        let mut tally = Tally::default();
        for one in connections.join_all().await {
            tally += one;
        }
        tally
    });
    let expected = Tally {
        accepted: 6_000,
        refused: 3_000,
        anonymous: 1_000,
        wrong: 0,
    };
    assert_eq!(tally, expected);
    assert_eq!(tally.accepted + tally.refused + tally.anonymous, REQUESTS);
}

#[test]
fn a_refused_request_leaves_nobody_behind_on_its_connection() {
    let server = start();
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let bearer = |changes| format!("Bearer {}", QUART.token(changes));
    let good = bearer(json!({}));
    for refused in [
        bearer(json!({ "exp": 1 })),
        bearer(json!({ "jti": "revoked" })),
        bearer(json!({ "jti": "unknown" })),
        bearer(json!({ "jti": "refused" })),
        bearer(json!({ "jti": "ghost" })),
        "Bearer garbage".to_owned(),
    ] {
        runtime.block_on(async {
            let mut connection = Connection::open(server.address()).await;
            for (target, authorization, accepted, identity) in [
                ("/quick", Some(good.as_str()), true, json!("test")),
                ("/quick", Some(refused.as_str()), false, Value::Null),
                ("/open", None, true, Value::Null),
                ("/optional", None, true, Value::Null),
                ("/optional", Some(refused.as_str()), false, Value::Null),
                ("/open", Some(good.as_str()), true, Value::Null),
                ("/fresh", Some(good.as_str()), true, json!("test")),
            ] {
                let (status, body) = connection
                    .get_all(&[(target, authorization)])
                    .await
                    .remove(0);
                assert_eq!(status == 200, accepted, "{target}: {body}");
                for moment in body.as_array().into_iter().flatten() {
                    assert_eq!(moment["identity"], identity, "{target}");
                }
            }
        });
    }
}
