//! Many users at once on a cache that holds a few of them: each is answered for themselves.

use std::net::SocketAddr;

use actix_web::{Responder, web};
use jwt_fresh::{JwtManager, get_jwt, get_jwt_identity, jwt_optional, jwt_required};
use jwt_fresh_tests::{Configuration, NEW, Server};
use serde_json::{Value, json};
use tokio::{runtime, task::JoinSet, task::yield_now};

use super::remembering;
use crate::connection::Connection;

const CONNECTIONS: usize = 64;
const PIPELINE: usize = 4;
const REQUESTS_EACH: usize = 160;
const USERS: usize = 50;
const OF: Configuration = NEW;

async fn who() -> impl Responder {
    let now = || json!([get_jwt_identity(), get_jwt()["jti"]]);
    let before = now();
    yield_now().await;
    web::Json(json!([before, now()]))
}

#[jwt_required]
async fn required() -> impl Responder {
    who().await
}

#[jwt_optional]
async fn optional() -> impl Responder {
    who().await
}

/// A user's token, and two that are like it and are not good.
struct User {
    good: String,
    forged: String,
    expired: String,
    seen: Value,
}

impl User {
    fn of(number: usize) -> Self {
        let (name, jti) = (format!("user {number}"), format!("token of {number}"));
        let claims = json!({ OF.identity_claim: name, "jti": jti });
        let mut expired = claims.clone();
        expired["exp"] = json!(1);
        let bearer = |token| format!("Bearer {token}");
        Self {
            good: bearer(OF.token(claims.clone())),
            forged: bearer(OF.forged_token(claims)),
            expired: bearer(OF.token(expired)),
            seen: json!([[name, jti], [name, jti]]),
        }
    }
}

/// How many answers there were, and how many were not the right one.
async fn run_connection(connection: usize, users: &[User], server: SocketAddr) -> (usize, usize) {
    let mut kept_alive = Connection::open(server).await;
    let (mut answered, mut wrong) = (0, 0);
    for start in (0..REQUESTS_EACH).step_by(PIPELINE) {
        let exchanges: Vec<_> = (start..start + PIPELINE)
            .map(|step| {
                let user = &users[(connection * 31 + step * step) % USERS];
                let target = ["/required", "/optional"][step % 2];
                match (connection + step) % 10 {
                    0 => (
                        target,
                        &user.forged,
                        422,
                        json!({ "msg": "Signature verification failed" }),
                    ),
                    1 => (
                        target,
                        &user.expired,
                        401,
                        json!({ "msg": "Token has expired" }),
                    ),
                    _ => (target, &user.good, 200, user.seen.clone()),
                }
            })
            .collect();
        let requests: Vec<_> = exchanges
            .iter()
            .map(|(target, authorization, ..)| (*target, Some(authorization.as_str())))
            .collect();
        let answers = kept_alive.get_all(&requests).await;
        for (answer, (_, _, status, body)) in answers.into_iter().zip(exchanges) {
            answered += 1;
            wrong += usize::from(answer != (status, body));
        }
    }
    (answered, wrong)
}

#[test]
fn of_ten_thousand_concurrent_requests_each_is_answered_for_its_own_user() {
    let jwt = JwtManager::new(remembering(OF)).unwrap();
    let server = Server::with(&jwt, |app| {
        app.route("/required", web::get().to(required))
            .route("/optional", web::get().to(optional));
    });
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let users: &[User] = Vec::leak((0..USERS).map(User::of).collect());
    let counts = runtime.block_on(async {
        let mut connections = JoinSet::new();
        for connection in 0..CONNECTIONS {
            connections.spawn(run_connection(connection, users, server.address()));
        }
        connections.join_all().await
    });
    let (answered, wrong) = counts
        .into_iter()
        .fold((0, 0), |(all, bad), (answered, wrong)| {
            (all + answered, bad + wrong)
        });
    assert_eq!((answered, wrong), (CONNECTIONS * REQUESTS_EACH, 0));
    assert!(answered > 10_000);
}
