//! G5: loaders did not see the request, `verify` did not see the user, and a refusal could say 200.

use std::sync::Mutex;

use actix_web::{
    Error, HttpRequest, HttpResponse, Responder,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::StatusCode,
    middleware::{Next, from_fn},
    web,
};
use jwt_fresh::{
    Algorithm, BlocklistQuery, Caller, JwtError, JwtManager, KeyQuery, RejectedRequest,
    RejectedToken, RequestToken, VerifyingKey, decode_token, get_current_user, jwt_required,
    verify_jwt_in_request,
};
use jwt_fresh_tests::{ALL, LogBook, NEW, Request, SECRET, Server};
use serde_json::json;

/// The tenant that a client names in a header.
fn tenant(request: &HttpRequest) -> &str {
    let value = request.headers().get("x-tenant");
    value.and_then(|value| value.to_str().ok()).unwrap_or("-")
}

#[derive(Clone)]
struct User {
    tenant: String,
}

async fn is_of_the_tenant(token: RequestToken) -> bool {
    token.claims()["tenant"] == *tenant(token.request())
}

async fn load_user(token: RequestToken) -> Option<User> {
    let tenant = tenant(token.request()).to_owned();
    token.identity().as_str().map(|_| User { tenant })
}

async fn is_blocked(token: BlocklistQuery) -> bool {
    token.request().map(tenant) == Some("blocked") && token.jti().is_some()
}

async fn key_of_the_tenant(token: KeyQuery) -> Option<VerifyingKey> {
    let secret = match token.request().map(tenant) {
        Some("unknown") => return None,
        _ => SECRET,
    };
    VerifyingKey::from_secret(Algorithm::HS256, secret).ok()
}

/// Says all that it is given.
async fn rejected(token: RejectedToken) -> HttpResponse {
    let path = token.request().map(|request| request.path().to_owned());
    HttpResponse::ImATeapot().json(json!({
        "error": token.error().to_string(), "of": token.identity(), "path": path,
    }))
}

async fn rejected_without_token(reason: RejectedRequest) -> HttpResponse {
    let path = reason.request().map(|request| request.path().to_owned());
    let is_missing = matches!(reason.error(), JwtError::MissingToken { .. });
    HttpResponse::ImATeapot().json(json!({
        "msg": reason, "text": reason.to_string(), "is_missing": is_missing, "path": path,
    }))
}

fn may_enter(caller: &Caller) -> bool {
    let of_the_user = caller.user::<User>().map(|user| &*user.tenant);
    caller.user::<String>().is_none()
        && of_the_user == Some(tenant(caller.request()))
        && caller.token().claims()["tenant"] == *tenant(caller.request())
        && caller.request().match_info().query("area") != "vault"
}

#[jwt_required(verify = may_enter)]
async fn area() -> impl Responder {
    get_current_user::<User>().map_or_else(String::new, |user| user.tenant)
}

/// Decodes its own token outside of the authentication: there is no request then.
async fn decode(token: String) -> jwt_fresh::Result<String> {
    Ok(decode_token(&token)?.identity().to_string())
}

#[test]
fn callbacks_see_the_token_the_request_and_the_error() {
    for of in ALL {
        let jwt = JwtManager::builder(of.with_blocklist())
            .token_in_blocklist_loader(is_blocked)
            .token_verification_loader(is_of_the_tenant)
            .user_lookup_loader(load_user)
            .decode_key_loader(key_of_the_tenant)
            .unauthorized_loader(rejected_without_token)
            .revoked_token_loader(rejected)
            .expired_token_loader(rejected)
            .token_verification_failed_loader(rejected)
            .build()
            .unwrap();
        let server = Server::with(&jwt, |app| {
            app.route("/in/{area}", web::get().to(area))
                .route("/decode", web::post().to(decode));
        });
        let good = of.token(json!({ "tenant": "acme" }));
        let send = |path: &str, tenant: &str, token: &str| {
            let request = Request::get(path).header("X-Tenant", tenant);
            server.send(&request.bearer(token))
        };
        let answer = send("/in/lobby", "acme", &good);
        assert_eq!((answer.status, &*answer.body), (200, "acme"), "{}", of.name);
        // `verify` sees the request.
        assert_eq!(send("/in/vault", "acme", &good).status, 403, "{}", of.name);
        assert_eq!(
            send("/in/lobby", "unknown", &good).status,
            422,
            "{}",
            of.name
        );

        let of_a_token = |answer: jwt_fresh_tests::Response, error: &str| {
            let expected = json!({ "error": error, "of": "test", "path": "/in/lobby" });
            assert_eq!(
                (answer.status, answer.json()),
                (418, expected),
                "{}",
                of.name
            );
        };
        let revoked = send("/in/lobby", "blocked", &good);
        of_a_token(revoked, "Token has been revoked");
        let other = send("/in/lobby", "other", &good);
        of_a_token(other, "User claims verification failed");
        let expired = of.token(json!({ "exp": 1 }));
        of_a_token(send("/in/lobby", "acme", &expired), "Token has expired");

        let anonymous = server.send(&Request::get("/in/lobby"));
        let text = "Missing Authorization Header";
        let expected =
            json!({ "msg": text, "text": text, "is_missing": true, "path": "/in/lobby" });
        assert_eq!(
            (anonymous.status, anonymous.json()),
            (418, expected),
            "{}",
            of.name
        );
        let decoded = server.send(&Request::post("/decode").body(&good));
        assert_eq!((decoded.status, &*decoded.body), (200, "test"));
    }
}

/// A middleware that returns a rejection as an `Err`, which has no request.
async fn require_jwt(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    verify_jwt_in_request(request.request()).await?;
    next.call(request).await
}

#[test]
fn a_middleware_can_still_route_the_request_that_callbacks_have_seen() {
    let jwt = JwtManager::builder(NEW.config())
        .token_verification_loader(is_of_the_tenant)
        .user_lookup_loader(load_user)
        .unauthorized_loader(rejected_without_token)
        .build()
        .unwrap();
    let server = Server::with(&jwt, |app| {
        let inner = web::scope("/inner").route("/{area}", web::get().to(area));
        app.service(
            web::scope("/outer")
                .wrap(from_fn(require_jwt))
                .service(inner),
        );
    });
    let request = Request::get("/outer/inner/lobby").header("X-Tenant", "acme");
    let answer = server.send(
        &request
            .clone()
            .bearer(NEW.token(json!({ "tenant": "acme" }))),
    );
    assert_eq!((answer.status, &*answer.body), (200, "acme"));
    let answer = server.send(&request);
    assert_eq!(
        (answer.status, &answer.json()["path"]),
        (418, &json!(null)),
        "{answer:?}"
    );
}

static CALLED: Mutex<Vec<&str>> = Mutex::new(Vec::new());

fn note(callback: &'static str) {
    CALLED.lock().unwrap().push(callback);
}

fn verify(caller: &Caller) -> bool {
    note("verify");
    caller.token().claims()["verify"] != json!(false)
}

#[jwt_required(roles("teller"), verify = verify)]
async fn in_order() -> impl Responder {
    note("handler");
    "in"
}

#[test]
fn callbacks_are_called_in_one_order_and_none_after_a_refusal() {
    for of in ALL {
        let jwt = JwtManager::builder(of.with_blocklist())
            .token_in_blocklist_loader(|token| async move {
                note("revocation");
                token.jti() == Some("revoked")
            })
            .token_verification_loader(|token| async move {
                note("claims");
                token.jti() != Some("refused")
            })
            .user_lookup_loader(|token| async move {
                note("user");
                (token.jti() != Some("ghost")).then_some(7)
            })
            .build()
            .unwrap();
        let server = Server::with(&jwt, |app| {
            app.route("/", web::get().to(in_order));
        });
        let all = ["revocation", "claims", "user", "verify", "handler"];
        for (claims, status, called) in [
            (json!({ "roles": ["teller"] }), 200, 5),
            (json!({ "roles": ["teller"], "verify": false }), 403, 4),
            (json!({ "roles": ["teller"], "jti": "ghost" }), 401, 3),
            (json!({ "roles": ["teller"], "jti": "refused" }), 400, 2),
            (json!({ "roles": ["teller"], "jti": "revoked" }), 401, 1),
            // A revoked token is not told which role it lacks.
            (json!({ "roles": [], "jti": "revoked" }), 401, 1),
            (json!({ "roles": [] }), 403, 1),
        ] {
            CALLED.lock().unwrap().clear();
            let answer = server.send(&Request::get("/").bearer(of.token(claims.clone())));
            assert_eq!(answer.status, status, "{} {claims}", of.name);
            assert_eq!(
                *CALLED.lock().unwrap(),
                all[..called],
                "{} {claims}",
                of.name
            );
        }
    }
}

#[test]
fn a_refusal_that_says_success_is_an_opaque_500_but_under_the_ports() {
    let log = LogBook::open();
    for of in ALL {
        for (given, expected) in [(200, 500), (204, 500), (303, 500), (400, 400), (503, 503)] {
            let respond = move || {
                let status = StatusCode::from_u16(given).unwrap();
                HttpResponse::build(status)
                    .insert_header(("Location", "/login"))
                    .finish()
            };
            let jwt = JwtManager::builder(of.config())
                .unauthorized_loader(move |_| async move { respond() })
                .expired_token_loader(move |_| async move { respond() })
                .build()
                .unwrap();
            let server = Server::with(&jwt, |app| {
                app.route("/{area}", web::get().to(area));
            });
            let expected = if of.name == NEW.name { expected } else { given };
            for request in [
                Request::get("/lobby"),
                Request::get("/lobby").bearer(of.token(json!({ "exp": 1 }))),
            ] {
                let answer = server.send(&request);
                assert_eq!(answer.status, expected, "{} {given} {request}", of.name);
                if answer.status == 500 {
                    assert_eq!(answer.body, r#"{"msg":"Internal Server Error"}"#);
                    assert_eq!(answer.header("location"), None);
                }
            }
        }
    }
    let lines = log.lines_with("it rejects a request with the status 303");
    assert!(
        !lines.is_empty() && lines.iter().all(|line| line.starts_with("ERROR")),
        "{lines:?}"
    );
}
