//! What a handler can ask of its request: visible wherever its work goes on, and nowhere else.

use std::{
    convert::Infallible,
    pin::Pin,
    sync::{Mutex, mpsc},
    task::{Context, Poll},
};

use actix_web::{
    Error, HttpResponse, Responder,
    body::{BodySize, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    get,
    http::header::{HeaderName, HeaderValue},
    middleware::{Next, from_fn},
    rt,
    web::{self, Bytes},
};
use jwt_fresh::{
    DecodedToken, Identity, JwtManager, get_current_user, get_jwt, get_jwt_header,
    get_jwt_identity, jwt_required,
};
use jwt_fresh_tests::{FLASK, Mint, NEW, QUART, Request, SECRET, Server, claims, endpoints};
use serde_json::{Value, json};
use tokio::task::yield_now;

/// Everything that can be asked.
fn everything() -> Value {
    json!({
        "identity": get_jwt_identity(),
        "claims": get_jwt(),
        "header": get_jwt_header(),
        "user": get_current_user::<String>(),
    })
}

fn nothing() -> Value {
    json!({ "identity": null, "claims": {}, "header": {}, "user": null })
}

#[get("/everything")]
#[jwt_required]
async fn show_everything() -> impl Responder {
    web::Json(everything())
}

#[get("/open-everything")]
async fn show_everything_unprotected() -> impl Responder {
    web::Json(everything())
}

#[test]
fn a_protected_handler_sees_identity_claims_header_and_user() {
    let jwt = JwtManager::builder(QUART.config())
        .user_lookup_loader(|token| async move { Some(format!("user {}", token.identity())) })
        .build()
        .unwrap();
    let server = Server::with(&jwt, |app| {
        app.service(show_everything)
            .service(show_everything_unprotected);
    });
    let claims = claims("identity", json!({ "user_claims": { "role": "admin" } }));
    let token = Mint::new(&claims)
        .header(r#"{"alg":"HS256","typ":"JWT","kid":"k1"}"#)
        .key(SECRET)
        .token();

    let answer = server.send(&Request::get("/everything").bearer(&token));
    let expected = json!({
        "identity": "test",
        "claims": claims,
        "header": { "alg": "HS256", "typ": "JWT", "kid": "k1" },
        "user": "user test",
    });
    assert_eq!(answer.json(), expected);

    let unprotected = server.send(&Request::get("/open-everything").bearer(&token));
    assert_eq!(
        unprotected.json(),
        nothing(),
        "a token that nobody checked is nobody's"
    );
}

/// A user type of the app's own, as `get_current_user` gives it back.
#[derive(Clone, Debug, PartialEq)]
struct User {
    name: String,
}

#[get("/user")]
#[jwt_required]
async fn user() -> impl Responder {
    let user = get_current_user::<User>().map(|user| user.name);
    web::Json(json!({ "as User": user, "as u32": get_current_user::<u32>() }))
}

#[test]
fn the_current_user_comes_back_as_the_type_it_was_loaded_as() {
    let jwt = JwtManager::builder(NEW.config())
        .user_lookup_loader(|token| async move {
            Some(User {
                name: token.identity().to_string(),
            })
        })
        .build()
        .unwrap();
    let server = Server::with(&jwt, |app| {
        app.service(user);
    });
    let answer = server.send(&Request::get("/user").bearer(NEW.token(json!({}))));
    assert_eq!(answer.json(), json!({ "as User": "test", "as u32": null }));
}

/// A body in three chunks, each of which asks who it is for, with a pause before each.
struct Chunks {
    left: u8,
    rested: bool,
}

impl MessageBody for Chunks {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Infallible>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        self.rested = !self.rested;
        if self.rested {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.left -= 1;
        Poll::Ready(Some(Ok(format!(
            "<{} {}>",
            get_jwt_identity(),
            get_jwt()["jti"]
        )
        .into())))
    }
}

#[get("/stream")]
#[jwt_required]
async fn stream() -> impl Responder {
    HttpResponse::Ok().body(Chunks {
        left: 3,
        rested: false,
    })
}

#[get("/open-stream")]
async fn open_stream() -> impl Responder {
    HttpResponse::Ok().body(Chunks {
        left: 3,
        rested: false,
    })
}

#[get("/awaits")]
#[jwt_required]
async fn awaits() -> impl Responder {
    let mut seen = vec![get_jwt_identity()];
    yield_now().await;
    seen.push(get_jwt_identity());
    let nested = async {
        yield_now().await;
        get_jwt_identity()
    };
    seen.push(nested.await);
    web::Json(seen)
}

#[test]
fn the_identity_is_visible_across_awaits_and_in_a_streaming_body() {
    let server = Server::with(&JwtManager::new(QUART.config()).unwrap(), |app| {
        app.service(awaits).service(stream).service(open_stream);
    });
    let token = QUART.token(json!({}));
    let awaited = server.send(&Request::get("/awaits").bearer(&token));
    assert_eq!(awaited.json(), json!(["test", "test", "test"]));

    let streamed = server.send(&Request::get("/stream").bearer(&token));
    assert_eq!(
        streamed.body.matches(r#"<test "a-jti">"#).count(),
        3,
        "{}",
        streamed.body
    );
    let open = server.send(&Request::get("/open-stream").bearer(&token));
    assert_eq!(open.body.matches("<null null>").count(), 3, "{}", open.body);
}

/// What work that a handler left behind saw of its request.
static LEFT_BEHIND: Mutex<Option<mpsc::Sender<Identity>>> = Mutex::new(None);

#[get("/leaves-work-behind")]
#[jwt_required]
#[allow(deprecated, reason = "what is lost without it is what is tested")]
async fn leaves_work_behind() -> impl Responder {
    let seen = LEFT_BEHIND.lock().unwrap().take().unwrap();
    rt::spawn(async move {
        yield_now().await;
        seen.send(get_jwt_identity()).unwrap();
    });
    get_jwt_identity().to_string()
}

#[test]
fn the_identity_is_not_visible_after_the_request() {
    let server = Server::with(&JwtManager::new(QUART.config()).unwrap(), |app| {
        app.service(leaves_work_behind);
    });
    let (sender, seen) = mpsc::channel();
    *LEFT_BEHIND.lock().unwrap() = Some(sender);
    let request = Request::get("/leaves-work-behind").bearer(QUART.token(json!({})));
    assert_eq!(server.send(&request).body, "test");
    assert!(seen.recv().unwrap().is_null());

    assert!(
        get_jwt_identity().is_null(),
        "nor is it outside of any request"
    );
    assert!(get_jwt().is_empty());
    assert!(get_jwt_header().is_empty());
    assert_eq!(get_current_user::<String>(), None);
}

/// A middleware inside the manager's that says in a header what it sees after the handler.
async fn tell_what_is_seen(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let before = everything();
    let mut response = next.call(request).await?;
    for (name, seen) in [("x-before", before), ("x-after", everything())] {
        let seen = HeaderValue::from_str(&seen.to_string()).expect("it is ASCII");
        response
            .headers_mut()
            .insert(HeaderName::from_static(name), seen);
    }
    Ok(response)
}

/// What the callbacks of a request saw, by the `jti` of its token.
static SEEN_BY_CALLBACKS: Mutex<Vec<(String, Value)>> = Mutex::new(Vec::new());

fn callback_asks(token: &DecodedToken) -> String {
    let jti = token.jti().unwrap_or_default().to_owned();
    SEEN_BY_CALLBACKS
        .lock()
        .unwrap()
        .push((jti.clone(), everything()));
    jti
}

#[test]
fn nothing_is_published_before_every_check_has_passed() {
    let jwt = JwtManager::builder(FLASK.config())
        .token_in_blocklist_loader(|token| async move {
            match callback_asks(&token).as_str() {
                "store down" => Err("down"),
                jti => Ok(jti == "revoked"),
            }
        })
        .token_verification_loader(|token| async move {
            match callback_asks(&token).as_str() {
                "verification fails" => Err("failed"),
                jti => Ok(jti != "claims refused"),
            }
        })
        .user_lookup_loader(|token| async move {
            match callback_asks(&token).as_str() {
                "lookup fails" => Err("failed"),
                jti => Ok((jti != "no such user").then(|| "a user".to_owned())),
            }
        })
        .build()
        .unwrap();
    let server = Server::with(&jwt, |app| {
        app.service(
            web::scope("")
                .wrap(from_fn(tell_what_is_seen))
                .configure(endpoints),
        );
    });
    for (endpoint, changes, status, callbacks) in [
        ("/protected", json!({ "jti": "expired", "exp": 1 }), 401, 0),
        (
            "/protected",
            json!({ "jti": "wrong type", "type": "refresh" }),
            422,
            0,
        ),
        (
            "/fresh",
            json!({ "jti": "not fresh", "fresh": false }),
            401,
            0,
        ),
        ("/protected", json!({ "jti": "revoked" }), 401, 1),
        ("/protected", json!({ "jti": "store down" }), 503, 1),
        ("/protected", json!({ "jti": "claims refused" }), 400, 2),
        ("/protected", json!({ "jti": "verification fails" }), 500, 2),
        ("/protected", json!({ "jti": "no such user" }), 401, 3),
        ("/protected", json!({ "jti": "lookup fails" }), 500, 3),
        ("/open", json!({ "jti": "unchecked" }), 200, 0),
        ("/optional", json!({ "jti": "accepted" }), 200, 3),
    ] {
        let jti = changes["jti"].as_str().unwrap().to_owned();
        let answer = server.send(&Request::get(endpoint).bearer(FLASK.token(changes)));
        assert_eq!(answer.status, status, "{jti}: {answer:?}");

        let after = answer.header("X-After").unwrap();
        if jti == "accepted" {
            assert!(after.contains(r#""identity":"test""#), "{after}");
        } else {
            assert_eq!(after, nothing().to_string(), "a middleware, after: {jti}");
        }
        assert_eq!(
            answer.header("X-Before"),
            Some(nothing().to_string().as_str()),
            "{jti}"
        );
        let seen: Vec<_> = SEEN_BY_CALLBACKS
            .lock()
            .unwrap()
            .extract_if(.., |(name, _)| *name == jti)
            .map(|(_, seen)| seen)
            .collect();
        assert_eq!(
            seen,
            vec![nothing(); callbacks],
            "what callbacks saw: {jti}"
        );
    }
}
