//! Whatever has to be waited for before a token is judged or after, the answer is the same: a request
//! that waits for nothing takes another way through the pipeline than one that does.

use std::collections::BTreeSet;

use jwt_fresh::{
    Algorithm, JwtConfig, JwtManager, JwtManagerBuilder,
    TokenLocation::{Cookies, Headers, Json, QueryString},
    VerifyingKey,
};
use jwt_fresh_tests::{ALL, Configuration, Request, SECRET, Server, endpoints, now};
use serde_json::json;
use tokio::task::yield_now;

const CSRF: &str = "a value of nobody else";
const ENDPOINTS: [&str; 4] = ["/protected", "/fresh", "/refresh", "/optional"];

type Configure = fn(JwtConfig) -> JwtManagerBuilder;

/// What is waited for; none of it changes an answer.
const WAYS: [(&str, Configure); 3] = [
    ("a key", |config| {
        JwtManager::builder(config).decode_key_loader(|_| async {
            yield_now().await;
            VerifyingKey::from_secret(Algorithm::HS256, SECRET)
        })
    }),
    ("the blocklist", |config| {
        JwtManager::builder(config.blacklist_enabled(true)).token_in_blocklist_loader(|_| async {
            yield_now().await;
            false
        })
    }),
    ("the claims and a user", |config| {
        JwtManager::builder(config)
            .token_verification_loader(|_| async {
                yield_now().await;
                true
            })
            .user_lookup_loader(|_| async { Some(()) })
    }),
];

fn start(of: Configuration, way: Configure) -> Server {
    let config = of
        .config()
        .token_locations([Headers, Cookies, QueryString, Json])
        .csrf_check_form(true);
    Server::with(&way(config).build().unwrap(), endpoints)
}

/// Tokens of each sort, and what is none.
fn tokens(of: Configuration) -> Vec<String> {
    let mut tokens: Vec<_> = [
        json!({}),
        json!({ "fresh": false }),
        json!({ "type": "refresh" }),
        json!({ "type": "other" }),
        json!({ "exp": now() - 1 }),
        json!({ "exp": now() - 1, "fresh": false }),
        json!({ "nbf": now() + 900 }),
        json!({ "csrf": "another value" }),
        json!({ "fresh": "true" }),
        json!({ of.identity_claim: null }),
        json!({ "nested": { "claims": ["too"] } }),
    ]
    .map(|changes| {
        let mut claims = json!({ "csrf": CSRF });
        let changes = changes.as_object().cloned().unwrap();
        claims.as_object_mut().unwrap().extend(changes);
        of.token(claims)
    })
    .into();
    tokens.push(of.forged_token(json!({ "csrf": CSRF })));
    tokens.extend(["a.b.c", "garbage", ""].map(str::to_owned));
    tokens
}

/// Requests with that token in each place, and in wrong ones.
fn requests(path: &str, token: &str, of: Configuration) -> Vec<Request> {
    let cookie =
        |request: Request| request.header("Cookie", format!("{}={token}", of.access_cookie()));
    let csrf = [("csrf_token", CSRF)];
    vec![
        Request::get(path).bearer(token),
        Request::get(path).header("Authorization", format!("bearer  {token}")),
        Request::get(path).header("Authorization", format!("Bearer {token},Bearer {token}")),
        Request::get(path).header("Authorization", format!("Basic x, Bearer {token}")),
        Request::get(path).header("Authorization", format!("Token {token}")),
        Request::get(path).bearer(token).bearer(token),
        Request::new("OPTIONS", path).bearer(token),
        cookie(Request::get(path)),
        cookie(Request::post(path)),
        cookie(Request::post(path)).header("X-CSRF-TOKEN", CSRF),
        cookie(Request::post(path)).form(&csrf),
        cookie(Request::post(path)).multipart(&csrf),
        cookie(Request::post(path)).form(&[("csrf_token", "a guess")]),
        Request::get(&format!("{path}?jwt={token}")),
        Request::post(path).json(&json!({ "access_token": token })),
        Request::post(path).json(&json!({ "refresh_token": token })),
        Request::post(path),
    ]
}

#[test]
fn what_is_waited_for_changes_no_answer() {
    for of in ALL {
        let at_once = start(of, JwtManager::builder);
        let in_time = WAYS.map(|(what, way)| (what, start(of, way)));
        let mut statuses = BTreeSet::new();
        let tokens = tokens(of);
        for path in ENDPOINTS {
            for request in tokens.iter().flat_map(|token| requests(path, token, of)) {
                let expected = at_once.send(&request);
                for (what, server) in &in_time {
                    let answer = server.send(&request);
                    let case = format!("{}, waiting for {what}: {request}", of.name);
                    assert_eq!(answer.status, expected.status, "{case}");
                    assert_eq!(answer.body, expected.body, "{case}");
                    for header in ["WWW-Authenticate", "Cache-Control"] {
                        assert_eq!(answer.headers(header), expected.headers(header), "{case}");
                    }
                }
                statuses.insert(expected.status);
            }
        }
        // Each sort was among them, or the test would say nothing.
        assert!(
            statuses.is_superset(&[200, 401, 422].into()),
            "{statuses:?}"
        );
    }
}
