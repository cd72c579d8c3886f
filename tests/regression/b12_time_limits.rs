//! B12: a store or a callback that never answered held its request for ever.

use std::{
    convert::Infallible,
    future::pending,
    pin::pin,
    task::{Context, Poll, Waker},
    time::{Duration, Instant},
};

use actix_web::{HttpResponse, rt::time::sleep, web};
use jwt_fresh::{
    Algorithm, Caller, ConfigError, JwtConfig, JwtManager, JwtManagerBuilder,
    MemoryRevocationStore, Revocation, RevocationQuery, RevocationStore, SigningKey, Verdict,
    VerifyingKey, create_access_token, jwt_required, revoke_jwt,
};
use jwt_fresh_tests::{ALL, Configuration, LogBook, NEW, Request, SECRET, Server, endpoints};
use serde_json::{Value, json};
use tokio::runtime;

const SHORT: Duration = Duration::from_millis(100);
const LONG: Duration = Duration::from_secs(600);

/// A store that never answers, or does after a time.
struct Slow(Option<Duration>);

impl Slow {
    async fn wait(&self) {
        match self.0 {
            Some(time) => sleep(time).await,
            None => pending().await,
        }
    }
}

impl RevocationStore for Slow {
    type Error = Infallible;

    async fn check(&self, _: &RevocationQuery<'_>) -> Result<Verdict, Infallible> {
        self.wait().await;
        Ok(Verdict::Valid)
    }

    async fn revoke(&self, _: &Revocation<'_>) -> Result<(), Infallible> {
        self.wait().await;
        Ok(())
    }
}

/// A store that can't be told.
struct Deaf;

impl RevocationStore for Deaf {
    type Error = Infallible;

    async fn check(&self, _: &RevocationQuery<'_>) -> Result<Verdict, Infallible> {
        Ok(Verdict::Valid)
    }

    async fn revoke(&self, _: &Revocation<'_>) -> Result<(), Infallible> {
        pending().await
    }
}

async fn never(_: &Caller) -> bool {
    pending().await
}

#[jwt_required(verify = never)]
async fn checked() -> &'static str {
    "checked"
}

#[jwt_required]
async fn logout() -> jwt_fresh::Result<&'static str> {
    revoke_jwt().await?;
    Ok("logged out")
}

async fn login() -> jwt_fresh::Result<HttpResponse> {
    let token = create_access_token("alice").await?;
    Ok(HttpResponse::Ok().json(json!({ "access_token": token })))
}

fn serve(builder: JwtManagerBuilder) -> Server {
    Server::with(&builder.build().unwrap(), |app| {
        endpoints(app);
        app.route("/logout", web::get().to(logout))
            .route("/checked", web::get().to(checked))
            .route("/login", web::get().to(login));
    })
}

/// The status and the message, and that it did not take for ever.
fn answer(server: &Server, of: Configuration, path: &str) -> (u16, Value) {
    let began = Instant::now();
    let answer = server.send(&Request::get(path).bearer(of.token(json!({ "aud": null }))));
    assert!(
        began.elapsed() < Duration::from_secs(30),
        "{} {path}",
        of.name
    );
    match answer.status {
        200 => (200, Value::Null),
        status => (status, answer.json()["msg"].clone()),
    }
}

fn unavailable() -> (u16, Value) {
    (503, json!("Service Unavailable"))
}

fn failed() -> (u16, Value) {
    (500, json!("Internal Server Error"))
}

fn fine() -> (u16, Value) {
    (200, Value::Null)
}

/// Callbacks of the wrong kind get a time that never ends.
fn revocation_limit(of: Configuration) -> JwtConfig {
    of.with_blocklist()
        .revocation_timeout(SHORT)
        .callback_timeout(LONG)
}

fn callback_limit(of: Configuration) -> JwtConfig {
    of.with_blocklist()
        .revocation_timeout(LONG)
        .callback_timeout(SHORT)
}

#[test]
fn a_store_that_does_not_answer_is_503_after_its_time() {
    let log = LogBook::open();
    for of in ALL {
        let builder = || JwtManager::builder(revocation_limit(of));
        let before = log.lines_with("revocation_timeout").len();
        let server = serve(builder().revocation_store(Slow(None)));
        for path in ["/protected", "/optional", "/logout"] {
            assert_eq!(
                answer(&server, of, path),
                unavailable(),
                "{} {path}",
                of.name
            );
        }
        let server = serve(builder().revocation_store(Deaf));
        assert_eq!(answer(&server, of, "/protected"), fine(), "{}", of.name);
        assert_eq!(answer(&server, of, "/logout"), unavailable(), "{}", of.name);
        let blocklist = builder().token_in_blocklist_loader(|_| pending::<bool>());
        let server = serve(blocklist);
        assert_eq!(
            answer(&server, of, "/protected"),
            unavailable(),
            "{}",
            of.name
        );
        let lines = log.lines_with("revocation_timeout");
        assert!(lines.len() >= before + 5, "{}: {lines:?}", of.name);
        assert!(
            lines.iter().all(|line| line.starts_with("ERROR")),
            "{lines:?}"
        );

        // The controls: whoever answers in time.
        let config = of.with_blocklist().revocation_timeout(LONG);
        let server = serve(JwtManager::builder(config).revocation_store(Slow(Some(SHORT))));
        assert_eq!(answer(&server, of, "/protected"), fine(), "{}", of.name);
        assert_eq!(answer(&server, of, "/logout"), fine(), "{}", of.name);
        let server = serve(builder().revocation_store(MemoryRevocationStore::new()));
        assert_eq!(answer(&server, of, "/protected"), fine(), "{}", of.name);
    }
}

#[test]
fn a_store_has_a_second_unless_it_is_told_otherwise() {
    let server = serve(JwtManager::builder(NEW.config()).revocation_store(Slow(None)));
    let began = Instant::now();
    assert_eq!(answer(&server, NEW, "/protected"), unavailable());
    let took = began.elapsed();
    assert!(took >= Duration::from_millis(900), "{took:?}");
}

#[test]
fn a_callback_that_does_not_answer_is_500_after_its_time() {
    let log = LogBook::open();
    for of in ALL {
        let builder = || {
            let builder = JwtManager::builder(callback_limit(of));
            builder.token_in_blocklist_loader(|_| async { false })
        };
        for (name, path, builder) in [
            (
                "token_verification_loader",
                "/protected",
                builder().token_verification_loader(|_| pending::<bool>()),
            ),
            (
                "user_lookup_loader",
                "/protected",
                builder().user_lookup_loader(|_| pending::<Option<u64>>()),
            ),
            (
                "decode_key_loader",
                "/protected",
                builder().decode_key_loader(|_| pending::<VerifyingKey>()),
            ),
            (
                "encode_key_loader",
                "/login",
                builder().encode_key_loader(|_| pending::<SigningKey>()),
            ),
            (
                "additional_claims_loader",
                "/login",
                builder().additional_claims_loader(|_| pending::<Value>()),
            ),
            (
                "revoked_token_loader",
                "/protected",
                builder()
                    .token_in_blocklist_loader(|_| async { true })
                    .revoked_token_loader(|_| pending::<HttpResponse>()),
            ),
            ("verify", "/checked", builder()),
        ] {
            let before = log.lines_with("callback_timeout").len();
            let server = serve(builder);
            assert_eq!(answer(&server, of, path), failed(), "{} {name}", of.name);
            let lines = log.lines_with("callback_timeout");
            assert!(
                lines.iter().skip(before).any(|line| line.contains(name)),
                "{} {name}: {lines:?}",
                of.name
            );
            assert_eq!(answer(&server, of, "/open"), fine(), "{} {name}", of.name);
        }
        // The control: one that waits, but not for long.
        let config = of.config().callback_timeout(LONG);
        let server = serve(JwtManager::builder(config).decode_key_loader(|_| async {
            sleep(SHORT).await;
            VerifyingKey::from_secret(Algorithm::HS256, SECRET)
        }));
        assert_eq!(answer(&server, of, "/protected"), fine(), "{}", of.name);
    }
}

#[test]
fn a_time_of_zero_is_an_error() {
    for of in ALL {
        for (config, option) in [
            (
                of.config().revocation_timeout(Duration::ZERO),
                "revocation_timeout",
            ),
            (
                of.config().callback_timeout(Duration::ZERO),
                "callback_timeout",
            ),
        ] {
            let error = JwtManager::new(config).unwrap_err();
            assert!(
                matches!(error, ConfigError::ZeroTimeout { .. }),
                "{}",
                of.name
            );
            assert!(error.to_string().contains(option), "{error}");
        }
        let config = of.config().revocation_timeout(Duration::MAX);
        let config = config.callback_timeout(Duration::MAX);
        let server = serve(JwtManager::builder(config).revocation_store(Slow(Some(SHORT))));
        assert_eq!(answer(&server, of, "/protected"), fine(), "{}", of.name);
    }
}

/// A runtime that has no timers: where one is made, tokio panics.
#[test]
fn what_waits_for_nothing_makes_no_timer() {
    for of in ALL {
        let builder = JwtManager::builder(of.with_blocklist());
        let jwt = builder
            .revocation_store(MemoryRevocationStore::new())
            .token_verification_loader(|_| async { true })
            .additional_claims_loader(|_| async { json!({ "a": 1 }) })
            .decode_key_loader(|_| async { VerifyingKey::from_secret(Algorithm::HS256, SECRET) })
            .build()
            .unwrap();
        runtime::Builder::new_current_thread()
            .build()
            .unwrap()
            .block_on(async {
                let token = jwt.create_access_token("alice").await.unwrap();
                let token = jwt.token_decoder().decode_async(&token).await.unwrap();
                jwt.revoke(&token).await.unwrap();
            });
    }
}

/// Where there is no tokio, there is no time limit either, and no panic.
#[test]
fn outside_of_tokio_a_call_waits() {
    let builder = JwtManager::builder(NEW.config().revocation_timeout(SHORT));
    let jwt = builder.revocation_store(Slow(None)).build().unwrap();
    let token = jwt.create_access_token("alice").encode().unwrap();
    let token = jwt.decode_token(&token).unwrap();
    let mut revoking = pin!(jwt.revoke(&token));
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..3 {
        assert!(matches!(
            revoking.as_mut().poll(&mut context),
            Poll::Pending
        ));
        std::thread::sleep(SHORT);
    }
}
