//! Every loader: it may take its time, its failure is an opaque 5xx, and its panic costs one request.

use std::panic::{AssertUnwindSafe, catch_unwind};

use actix_web::{HttpResponse, Responder, web};
use jwt_fresh::{
    Algorithm, Identity, JwtManager, JwtManagerBuilder, RejectedRequest, RejectedToken, SigningKey,
    VerifyingKey, create_access_token, fresh_jwt_required, get_current_user, get_jwt,
    get_jwt_header, get_jwt_identity, jwt_required,
};
use jwt_fresh_tests::{ALL, Configuration, LogBook, Request, Response, SECRET, Server};
use serde_json::{Value, json};
use tokio::task::yield_now;

/// What a loader does with a request that asks for it. It is told by the identity of the token, or
/// else by the reason that it is given; the others have to go on.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Mood {
    TakesItsTime,
    Fails,
    Panics,
    PanicsAtOnce,
}

use Mood::{Fails, Panics, PanicsAtOnce, TakesItsTime};

/// What a failing loader says, and no client may read.
const CONFIDENTIAL: &str = "postgres://admin:hunter2@10.0.0.7 is down";

/// What each loader does before it answers.
async fn be(mood: Mood) -> Result<(), &'static str> {
    yield_now().await;
    match mood {
        TakesItsTime => Ok(()),
        Fails => Err(CONFIDENTIAL),
        Panics | PanicsAtOnce => panic!("this panic is part of the test"),
    }
}

/// Before its future is made.
fn begin(mood: Mood) {
    assert_ne!(mood, PanicsAtOnce, "this panic is part of the test");
}

type Set = fn(JwtManagerBuilder, Mood) -> JwtManagerBuilder;
type Ask = fn(Configuration) -> Request;

/// A loader, a request that makes it be asked, and what it leads to.
struct Loader {
    name: &'static str,
    set: Set,
    ask: Ask,
    expected: (u16, Value),
    failed: u16,
}

fn bearer(configuration: Configuration, endpoint: &str, changes: Value) -> Request {
    Request::get(endpoint).bearer(configuration.token(changes))
}

/// A response loader; the answer is 418 and says what it was given.
macro_rules! answers {
    ($loader:ident, $ask:expr, $given:literal) => {
        Loader {
            name: stringify!($loader),
            set: |jwt, mood| {
                jwt.$loader(move |given| {
                    begin(mood);
                    async move {
                        be(mood).await?;
                        let given = Given::given(&given);
                        Ok::<_, &str>(HttpResponse::ImATeapot().json(json!({ "given": given })))
                    }
                })
            },
            ask: $ask,
            expected: (418, json!({ "given": $given })),
            failed: 500,
        }
    };
}

/// What a response loader is given: a reason, or the refused token.
trait Given {
    fn given(&self) -> String;
}

impl Given for RejectedRequest {
    fn given(&self) -> String {
        self.to_string()
    }
}

impl Given for RejectedToken {
    fn given(&self) -> String {
        format!("the token of {}", self.identity())
    }
}

/// Any other loader; `$answer` is computed from what it is given.
macro_rules! gives {
    ($loader:ident, |$given:ident| $answer:expr, $ask:expr, $status:literal, $body:expr, $failed:literal) => {
        Loader {
            name: stringify!($loader),
            set: |jwt, mood| {
                jwt.$loader(move |$given| {
                    begin(mood);
                    async move {
                        be(mood).await?;
                        Ok::<_, &str>($answer)
                    }
                })
            },
            ask: $ask,
            expected: ($status, $body),
            failed: $failed,
        }
    };
}

fn loaders() -> Vec<Loader> {
    let whoami: Ask = |of| bearer(of, "/whoami", json!({}));
    let login: Ask = |_| Request::get("/login");
    let seen = |who: Value| json!({ "identity": who, "user": null });
    let made = |identity: &str, extra: Value, kid: Value| json!({ "identity": identity, "extra": extra, "kid": kid });
    vec![
        answers!(
            unauthorized_loader,
            |_| Request::get("/whoami"),
            "Missing Authorization Header"
        ),
        answers!(
            invalid_token_loader,
            |of| Request::get("/whoami").bearer(of.forged_token(json!({}))),
            "Signature verification failed"
        ),
        answers!(
            expired_token_loader,
            |of| bearer(of, "/whoami", json!({ "exp": 1 })),
            "the token of test"
        ),
        answers!(
            needs_fresh_token_loader,
            |of| bearer(of, "/fresh", json!({ "fresh": false })),
            "the token of test"
        ),
        answers!(
            revoked_token_loader,
            |of| bearer(of, "/whoami", json!({ "jti": "revoked" })),
            "the token of test"
        ),
        answers!(
            user_lookup_error_loader,
            |of| bearer(of, "/whoami", json!({ "jti": "ghost" })),
            "the token of test"
        ),
        answers!(
            token_verification_failed_loader,
            |of| bearer(of, "/whoami", json!({ "jti": "refused" })),
            "the token of test"
        ),
        gives!(
            token_in_blocklist_loader,
            |_token| false,
            whoami,
            200,
            seen(json!("test")),
            503
        ),
        gives!(
            token_verification_loader,
            |_token| true,
            whoami,
            200,
            seen(json!("test")),
            500
        ),
        gives!(
            user_lookup_loader,
            |token| Some(format!("user {}", token.identity())),
            whoami,
            200,
            json!({ "identity": "test", "user": "user test" }),
            500
        ),
        gives!(
            user_identity_loader,
            |given| json!(format!("number of {}", given.as_str().unwrap_or_default())),
            login,
            200,
            made("number of alice", Value::Null, Value::Null),
            500
        ),
        gives!(
            additional_claims_loader,
            |given| json!({ "extra": given }),
            login,
            200,
            made("alice", json!("alice"), Value::Null),
            500
        ),
        gives!(
            additional_headers_loader,
            |given| json!({ "kid": given }),
            login,
            200,
            made("alice", Value::Null, json!("alice")),
            500
        ),
        gives!(
            encode_key_loader,
            |_given| SigningKey::from_secret(Algorithm::HS256, SECRET).unwrap(),
            login,
            200,
            made("alice", Value::Null, Value::Null),
            500
        ),
        gives!(
            decode_key_loader,
            |_token| VerifyingKey::from_secret(Algorithm::HS256, SECRET).unwrap(),
            whoami,
            200,
            seen(json!("test")),
            500
        ),
    ]
}

#[jwt_required]
async fn whoami() -> impl Responder {
    web::Json(json!({ "identity": get_jwt_identity(), "user": get_current_user::<String>() }))
}

#[fresh_jwt_required]
async fn fresh() -> impl Responder {
    web::Json(json!({ "identity": get_jwt_identity() }))
}

/// Makes a token, for which loaders are waited, and tells what is in it.
async fn login() -> jwt_fresh::Result<impl Responder> {
    let token = create_access_token("alice").await?;
    let token = jwt_fresh::token_decoder().decode_async(&token).await?;
    let extra = token.user_claims()["extra"].clone();
    Ok(web::Json(json!({
        "identity": token.identity(),
        "extra": extra,
        "kid": token.header()["kid"],
    })))
}

/// The same, without waiting.
async fn login_at_once() -> jwt_fresh::Result<impl Responder> {
    create_access_token("alice").encode()
}

async fn open() -> impl Responder {
    let nobody = Identity::default();
    assert_eq!((get_jwt_identity(), get_jwt().len()), (nobody, 0));
    assert!(get_jwt_header().is_empty());
    "open"
}

/// A server on which one loader is in that mood and the others do what they have to.
fn start(configuration: Configuration, loader: &Loader, mood: Mood) -> Server {
    // Quart asks its blocklist only where that is switched on.
    let mut jwt = JwtManager::builder(configuration.config().blacklist_enabled(true))
        .token_in_blocklist_loader(|token| async move { token.jti() == Some("revoked") })
        .token_verification_loader(|token| async move { token.jti() != Some("refused") });
    if loader.name == "user_lookup_error_loader" {
        jwt = jwt.user_lookup_loader(|token| async move {
            (token.jti() != Some("ghost")).then(|| "a user".to_owned())
        });
    }
    let jwt = (loader.set)(jwt, mood).build().unwrap();
    Server::with(&jwt, |app| {
        app.route("/whoami", web::get().to(whoami))
            .route("/fresh", web::get().to(fresh))
            .route("/login", web::get().to(login))
            .route("/login-at-once", web::get().to(login_at_once))
            .route("/open", web::get().to(open));
    })
}

/// The answer, or `None` if the connection was closed without one.
fn try_send(server: &Server, request: &Request) -> Option<Response> {
    catch_unwind(AssertUnwindSafe(|| server.send(request))).ok()
}

#[test]
fn a_loader_is_waited_for_and_its_answer_counts() {
    assert_eq!(loaders().len(), 15, "all that the two libraries have");
    for configuration in ALL {
        for loader in loaders() {
            let server = start(configuration, &loader, TakesItsTime);
            let answer = server.send(&(loader.ask)(configuration));
            let case = format!("{} {}", configuration.name, loader.name);
            assert_eq!((answer.status, answer.json()), loader.expected, "{case}");
        }
    }
}

#[test]
fn a_loader_that_fails_is_5xx_and_opaque_and_its_reason_is_logged() {
    let log = LogBook::open();
    for configuration in ALL {
        for loader in loaders() {
            let server = start(configuration, &loader, Fails);
            let logged = || log.lines_with(CONFIDENTIAL).len();
            let before = logged();
            let answer = server.send(&(loader.ask)(configuration));
            let case = format!("{} {}", configuration.name, loader.name);
            let opaque = match loader.failed {
                503 => r#"{"msg":"Service Unavailable"}"#,
                _ => r#"{"msg":"Internal Server Error"}"#,
            };
            assert_eq!(
                (answer.status, answer.body.as_str()),
                (loader.failed, opaque),
                "{case}"
            );
            assert!(!format!("{answer:?}").contains("hunter2"), "{case}");
            assert!(logged() > before, "{case}");
        }
    }
}

#[test]
fn a_loader_that_panics_costs_that_request_and_no_other() {
    for configuration in ALL {
        for loader in loaders() {
            for mood in [Panics, PanicsAtOnce] {
                let server = start(configuration, &loader, mood);
                let case = format!("{} {} {mood:?}", configuration.name, loader.name);
                for _ in 0..3 {
                    let answer = try_send(&server, &(loader.ask)(configuration));
                    assert!(answer.is_none_or(|answer| answer.status >= 500), "{case}");
                    // Enough of them to meet both workers.
                    for _ in 0..4 {
                        assert_eq!(server.send(&Request::get("/open")).body, "open", "{case}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_loader_that_has_to_be_waited_for_can_not_serve_encode() {
    let log = LogBook::open();
    for configuration in ALL {
        for loader in loaders() {
            let server = start(configuration, &loader, TakesItsTime);
            let answer = server.send(&Request::get("/login-at-once"));
            let case = format!("{} {}", configuration.name, loader.name);
            let is_asked = (loader.ask)(configuration).path() == "/login";
            assert_eq!(answer.status, if is_asked { 500 } else { 200 }, "{case}");
        }
    }
    let logged = log.lines_with("`.encode()` can't wait for it");
    assert!(!logged.is_empty());
}
