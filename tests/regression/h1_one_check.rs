//! H1, H2: a store was asked about an id alone, so that sessions and identities could not be revoked.

use std::{
    convert::Infallible,
    sync::{Arc, Mutex},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use jwt_fresh::{
    JwtManager, MemoryRevocationStore, Revocation, RevocationQuery, RevocationStore,
    RevocationTarget, SessionId, TokenType, Verdict, revoke_jwt,
};
use jwt_fresh_tests::{ALL, Configuration, LogBook, NEW, Request, Server, TestClock, endpoints};
use serde_json::{Value, json};

const START: u64 = 1_700_000_000;
/// A session that began at the start.
const SESSION: &str = "018bcfe5-6800-7aaa-8aaa-aaaaaaaaaaaa";

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

/// Writes down what it is asked and told.
#[derive(Clone, Default)]
struct Protocol {
    lines: Arc<Mutex<Vec<Value>>>,
}

impl Protocol {
    fn add(&self, line: Value) {
        self.lines.lock().unwrap().push(line);
    }

    fn take(&self) -> Vec<Value> {
        std::mem::take(&mut self.lines.lock().unwrap())
    }
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).unwrap().as_secs()
}

impl RevocationStore for Protocol {
    type Error = Infallible;

    async fn check(&self, query: &RevocationQuery<'_>) -> Result<Verdict, Infallible> {
        self.add(json!({
            "id": query.token_id(),
            "issuer": query.issuer(),
            "subject": query.subject(),
            "actor": query.actor(),
            "refresh": query.token_type() == TokenType::Refresh,
            "session": query.session_id().map(|id| id.to_string()),
            "issued": query.issued_at().map(seconds),
            "login": query.authenticated_at().map(seconds),
            "now": seconds(query.now()),
        }));
        Ok(Verdict::Valid)
    }

    async fn revoke(&self, revocation: &Revocation<'_>) -> Result<(), Infallible> {
        let RevocationTarget::Token { id, .. } = revocation.target() else {
            panic!("{revocation:?}");
        };
        self.add(json!({
            "id": id,
            "issuer": revocation.issuer(),
            "forget": revocation.forget_at().map(seconds),
            "now": seconds(revocation.now()),
        }));
        Ok(())
    }
}

async fn log_out() -> jwt_fresh::Result<&'static str> {
    revoke_jwt().await?;
    Ok("logged out")
}

#[jwt_fresh::jwt_required]
async fn logout() -> jwt_fresh::Result<&'static str> {
    log_out().await
}

fn serve(of: Configuration, store: impl RevocationStore) -> (JwtManager, Server) {
    let config = of
        .config()
        .verify_sub(false)
        .clock(TestClock::at(START + 60));
    let jwt = JwtManager::builder(config)
        .revocation_store(store)
        .build()
        .unwrap();
    let server = Server::with(&jwt, |app| {
        endpoints(app);
        app.route("/logout", actix_web::web::post().to(logout));
    });
    (jwt, server)
}

/// The claims of a token that was made at the start, with these changes.
fn token(of: Configuration, changes: Value) -> String {
    let mut claims = json!({ "iat": START, "nbf": START, "exp": START + 600, "jti": "a-jti" });
    let changes = changes.as_object().unwrap().clone();
    claims.as_object_mut().unwrap().extend(changes);
    of.token(claims)
}

fn status(server: &Server, path: &str, token: &str) -> u16 {
    server.send(&Request::get(path).bearer(token)).status
}

#[test]
fn one_question_says_all_that_is_known_of_a_token() {
    for of in ALL {
        let protocol = Protocol::default();
        let (_, server) = serve(of, protocol.clone());
        let ask = |changes: Value| {
            assert_eq!(status(&server, "/optional", &token(of, changes)), 200);
            let lines = protocol.take();
            assert_eq!(lines.len(), 1, "{}: {lines:?}", of.name);
            lines[0].clone()
        };
        let plain = json!({
            "id": "a-jti", "issuer": null, "subject": "\"test\"", "actor": null, "refresh": false,
            "session": null, "issued": START, "login": null, "now": START + 60,
        });
        assert_eq!(
            ask(json!({ of.identity_claim: "test" })),
            plain,
            "{}",
            of.name
        );
        let all = ask(json!({
            of.identity_claim: 7, "jti": "b \u{e9}", "iss": "https://\u{e9}", "sid": SESSION,
            "auth_time": START - 100, "act": { "sub": "support" },
        }));
        let expected = json!({
            "id": "b \u{e9}", "issuer": "https://\u{e9}", "subject": "7", "actor": "\"support\"",
            "refresh": false, "session": SESSION, "issued": START, "login": START - 100,
            "now": START + 60,
        });
        assert_eq!(all, expected, "{}", of.name);
        // What is not ours is left alone.
        for (sid, act) in [
            (json!("none"), json!("support")),
            (json!(7), json!(["support"])),
            (json!("0b49ab1f-6f4e-4b6a-9d0e-5f6d9e8a1c2b"), json!({})),
            (json!(SESSION.to_uppercase()), json!(null)),
        ] {
            let asked = ask(json!({ of.identity_claim: "test", "sid": sid, "act": act }));
            assert_eq!(asked, plain, "{} {sid}", of.name);
        }
        for (identity, subject) in [
            (json!("7"), "\"7\""),
            (json!(7.0), "7"),
            (json!({ "b": 1, "a": [true] }), r#"{"a":[true],"b":1}"#),
        ] {
            let asked = ask(json!({ of.identity_claim: identity }));
            assert_eq!(asked["subject"], subject, "{}", of.name);
        }

        let refresh = token(of, json!({ "type": "refresh" }));
        assert_eq!(status(&server, "/refresh", &refresh), 200);
        assert_eq!(protocol.take()[0]["refresh"], true);
        // What is refused anyway causes no question.
        assert_eq!(
            status(&server, "/protected", &of.forged_token(json!({}))),
            422
        );
        assert_eq!(status(&server, "/protected", &refresh), 422);
        assert_eq!(protocol.take(), [Value::Null; 0]);

        let ours = token(of, json!({ "iss": "https://us" }));
        assert_eq!(
            server.send(&Request::post("/logout").bearer(&ours)).status,
            200
        );
        let told = json!({
            "id": "a-jti", "issuer": "https://us", "now": START + 60,
            // The longest leeway, and a minute.
            "forget": START + 600 + 300 + 60,
        });
        assert_eq!(protocol.take()[1], told, "{}", of.name);
    }
}

#[test]
fn a_session_and_an_identity_can_be_revoked() {
    for of in ALL {
        let store = MemoryRevocationStore::new();
        let (_, server) = serve(of, store.clone());
        let other = "018bcfe5-6801-7aaa-8aaa-aaaaaaaaaaaa";
        let of_session = |sid: &str, who: &str| {
            token(
                of,
                json!({ of.identity_claim: who, "sid": sid, "jti": format!("{sid} {who}") }),
            )
        };
        let [ours, same, later, bobs] = [
            of_session(SESSION, "alice"),
            token(
                of,
                json!({ of.identity_claim: "alice", "sid": SESSION, "jti": "another" }),
            ),
            of_session(other, "alice"),
            of_session(SESSION.replace("8aaa", "8bbb").as_str(), "bob"),
        ];
        let tell = |target| {
            let revocation = Revocation::new(target, at(START + 60));
            actix_web::rt::System::new()
                .block_on(store.revoke(&revocation))
                .unwrap();
        };
        let statuses =
            || [&ours, &same, &later, &bobs].map(|token| status(&server, "/protected", token));
        assert_eq!(statuses(), [200; 4], "{}", of.name);
        tell(RevocationTarget::session(
            SessionId::parse(SESSION).unwrap(),
            "\"alice\"",
        ));
        assert_eq!(statuses(), [401, 401, 200, 200], "{}", of.name);
        tell(RevocationTarget::identity("\"alice\"", at(START)));
        assert_eq!(statuses(), [401, 401, 200, 200], "{}: it is newer", of.name);
        tell(RevocationTarget::identity("\"alice\"", at(START + 1)));
        assert_eq!(statuses(), [401, 401, 401, 200], "{}", of.name);
        let new_login = token(
            of,
            json!({ of.identity_claim: "alice", "iat": START + 2, "jti": "c" }),
        );
        assert_eq!(
            status(&server, "/protected", &new_login),
            200,
            "{}",
            of.name
        );
        let old_login = token(
            of,
            json!({ of.identity_claim: "alice", "iat": START + 2, "auth_time": START, "jti": "d" }),
        );
        assert_eq!(
            status(&server, "/protected", &old_login),
            401,
            "{}",
            of.name
        );
    }
}

/// A store for one tenant, around another one: it changes the issuer.
#[derive(Clone)]
struct Tenant(Protocol);

impl RevocationStore for Tenant {
    type Error = Infallible;

    async fn check(&self, query: &RevocationQuery<'_>) -> Result<Verdict, Infallible> {
        let _unchanged = self.0.check(query).await?;
        self.0.check(&query.clone().with_issuer("tenant")).await
    }

    async fn revoke(&self, revocation: &Revocation<'_>) -> Result<(), Infallible> {
        self.0.revoke(&revocation.with_issuer("tenant")).await
    }
}

#[test]
fn a_store_around_another_one_changes_one_fact_alone() {
    let protocol = Protocol::default();
    let (_, server) = serve(NEW, Tenant(protocol.clone()));
    for changes in [
        json!({ "sub": "alice" }),
        json!({ "sub": 7, "sid": SESSION, "auth_time": START, "act": { "sub": "support" } }),
    ] {
        assert_eq!(status(&server, "/protected", &token(NEW, changes)), 200);
        let mut lines = protocol.take();
        assert_eq!(lines[0]["issuer"], Value::Null);
        lines[0]["issuer"] = json!("tenant");
        assert_eq!(lines[0], lines[1]);
    }
}

/// A store that can't revoke single tokens.
struct SessionsOnly;

impl RevocationStore for SessionsOnly {
    type Error = jwt_fresh::UnsupportedTarget;

    async fn check(&self, _: &RevocationQuery<'_>) -> Result<Verdict, Self::Error> {
        Ok(Verdict::Valid)
    }

    async fn revoke(&self, revocation: &Revocation<'_>) -> Result<(), Self::Error> {
        match revocation.target() {
            RevocationTarget::Session { .. } => Ok(()),
            other => Err(jwt_fresh::UnsupportedTarget::new(other)),
        }
    }
}

#[test]
fn what_a_store_can_not_revoke_is_an_error() {
    let log = LogBook::open();
    let (_, server) = serve(NEW, SessionsOnly);
    let answer = server.send(&Request::post("/logout").bearer(token(NEW, json!({}))));
    assert_eq!(answer.status, 503);
    assert!(!answer.body.contains("store"), "{answer:?}");
    let line = "this store can't revoke a token";
    assert!(!log.lines_with(line).is_empty());
    // The control: another store can.
    let (_, server) = serve(NEW, MemoryRevocationStore::new());
    let answer = server.send(&Request::post("/logout").bearer(token(NEW, json!({}))));
    assert_eq!(answer.status, 200);
}
