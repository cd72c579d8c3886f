//! The context where work leaves the handler: spawned tasks, other threads, streaming bodies; and
//! that nothing of it stays behind.

use std::{
    sync::{LazyLock, Mutex, mpsc},
    time::Duration,
};

use actix_web::{FromRequest, HttpRequest, HttpResponse, Responder, rt, web, web::Bytes};
use futures_util::stream;
use jwt_fresh::{
    Identity, JwtContext, JwtManager, WithJwtContext, create_access_token, get_current_user,
    get_jwt, get_jwt_identity, get_jwt_request_location, jwt_optional, jwt_required,
    verify_jwt_refresh_token_in_request,
};
use jwt_fresh_tests::{QUART, Request, Server};
use serde_json::{Value, json};
use tokio::task::yield_now;

/// Everything that can be asked.
fn who() -> Value {
    json!({
        "identity": get_jwt_identity(),
        "jti": get_jwt()["jti"],
        "user": get_current_user::<String>(),
        "location": get_jwt_request_location().map(|location| location.to_string()),
    })
}

fn somebody(name: &str) -> Value {
    let user = format!("user {name}");
    json!({ "identity": name, "jti": "a-jti", "user": user, "location": "headers" })
}

fn nobody() -> Value {
    json!({ "identity": null, "jti": null, "user": null, "location": null })
}

/// A server whose handlers send their work elsewhere.
static SERVER: LazyLock<Server> = LazyLock::new(|| {
    let jwt = JwtManager::builder(QUART.config())
        .user_lookup_loader(|token| async move { Some(format!("user {}", token.identity())) })
        .build()
        .unwrap();
    Server::with(&jwt, |app| {
        app.route("/spawned", web::get().to(spawned))
            .route("/nested", web::get().to(nested))
            .route("/blocking", web::get().to(blocking))
            .route("/thread", web::get().to(thread))
            .route("/stream", web::get().to(streamed))
            .route("/outlives", web::get().to(outlives))
            .route("/checked-again", web::get().to(checked_again))
            .route("/checked-in-task", web::get().to(checked_in_task))
            .route("/anonymous", web::get().to(anonymous))
            .route("/open", web::get().to(open));
    })
});

#[jwt_required]
async fn spawned() -> impl Responder {
    let without = rt::spawn(async { who() }).await.unwrap();
    let within = rt::spawn(
        async {
            yield_now().await;
            who()
        }
        .with_jwt_context(),
    );
    web::Json(json!([within.await.unwrap(), without, who()]))
}

/// A task of a task.
#[jwt_required]
async fn nested() -> impl Responder {
    let outer = async {
        let inner = rt::spawn(async { who() }.with_jwt_context()).await.unwrap();
        json!([inner, who()])
    };
    web::Json(rt::spawn(outer.with_jwt_context()).await.unwrap())
}

#[jwt_required]
async fn blocking() -> impl Responder {
    let context = JwtContext::capture();
    let seen = web::block(move || {
        let before = who();
        let within = context.scope(who);
        // A token can be made there too.
        let made = context.scope(|| create_access_token(get_jwt_identity()).encode().is_ok());
        json!([within, before, who(), made])
    });
    web::Json(seen.await.unwrap())
}

/// A snapshot may be taken along twice, and used on several threads at once.
#[jwt_required]
async fn thread() -> impl Responder {
    let context = JwtContext::capture();
    let threads: Vec<_> = (0..2)
        .map(|_| {
            let context = context.clone();
            std::thread::spawn(move || context.scope(who))
        })
        .collect();
    let seen = web::block(move || {
        let seen = threads.into_iter().map(|thread| thread.join().unwrap());
        seen.collect::<Vec<_>>()
    });
    web::Json(seen.await.unwrap())
}

/// A body that is made piece by piece, each after a pause.
#[jwt_required]
async fn streamed() -> impl Responder {
    let pieces = stream::unfold(0, |piece| async move {
        rt::time::sleep(Duration::from_millis(1)).await;
        let text = format!("{}\n", who());
        (piece < 5).then_some((Ok::<_, actix_web::Error>(Bytes::from(text)), piece + 1))
    });
    HttpResponse::Ok().streaming(pieces)
}

static OUTLIVED: Mutex<Option<mpsc::Sender<(Identity, Value)>>> = Mutex::new(None);

/// Leaves a task behind that outlives its request.
#[jwt_required]
async fn outlives() -> impl Responder {
    let seen = OUTLIVED.lock().unwrap().clone().expect("a test listens");
    let mine = get_jwt_identity();
    rt::spawn(
        async move {
            for _ in 0..20 {
                rt::time::sleep(Duration::from_millis(1)).await;
                seen.send((mine.clone(), who())).unwrap();
            }
        }
        .with_jwt_context(),
    );
    "gone already"
}

/// Its request is checked once more, and refused, while the task is under way.
#[jwt_required]
async fn checked_again(request: HttpRequest) -> impl Responder {
    let task = rt::spawn(
        async {
            yield_now().await;
            yield_now().await;
            who()
        }
        .with_jwt_context(),
    );
    assert!(verify_jwt_refresh_token_in_request(&request).await.is_err());
    let mine = who();
    web::Json(json!([task.await.unwrap(), mine]))
}

/// The task is as protected as its handler, until it checks the request itself, and refuses it.
#[jwt_required]
async fn checked_in_task(request: HttpRequest) -> impl Responder {
    let task = async move {
        let extracted = Identity::extract(&request).await.unwrap();
        assert!(verify_jwt_refresh_token_in_request(&request).await.is_err());
        assert!(Identity::extract(&request).await.is_ok());
        json!([extracted, who()])
    };
    let seen = rt::spawn(task.with_jwt_context()).await.unwrap();
    web::Json(json!([seen, who()]))
}

#[jwt_optional]
async fn anonymous() -> impl Responder {
    let task = rt::spawn(async { who() }.with_jwt_context());
    let context = JwtContext::capture();
    let blocking = web::block(move || context.scope(who));
    web::Json(json!([task.await.unwrap(), blocking.await.unwrap()]))
}

async fn open() -> impl Responder {
    let task = rt::spawn(async { who() }.with_jwt_context());
    let context = JwtContext::capture();
    let blocking = web::block(move || context.scope(who));
    web::Json(json!([task.await.unwrap(), blocking.await.unwrap()]))
}

fn get(target: &str, name: &str) -> Value {
    let token = QUART.token(json!({ "identity": name }));
    let answer = SERVER.send(&Request::get(target).bearer(token));
    assert_eq!(answer.status, 200, "{target}: {}", answer.body);
    answer.json()
}

#[test]
fn a_spawned_task_sees_the_request_if_it_is_taken_along_and_only_then() {
    assert_eq!(
        get("/spawned", "a"),
        json!([somebody("a"), nobody(), somebody("a")])
    );
    assert_eq!(get("/nested", "b"), json!([somebody("b"), somebody("b")]));
}

#[test]
fn a_task_keeps_what_was_known_when_it_was_taken_along() {
    assert_eq!(
        get("/checked-again", "a"),
        json!([somebody("a"), somebody("a")])
    );
    assert_eq!(
        get("/checked-in-task", "a"),
        json!([["a", somebody("a")], somebody("a")])
    );
}

#[test]
fn another_thread_sees_the_request_within_a_snapshot_and_only_there() {
    assert_eq!(
        get("/blocking", "a"),
        json!([somebody("a"), nobody(), nobody(), true])
    );
    assert_eq!(get("/thread", "b"), json!([somebody("b"), somebody("b")]));
}

#[test]
fn each_piece_of_a_streaming_body_sees_the_request() {
    let token = QUART.token(json!({ "identity": "a" }));
    let body = SERVER.send(&Request::get("/stream").bearer(token)).body;
    let seen = body.matches(&somebody("a").to_string()).count();
    assert_eq!(seen, 5, "{body}");
}

#[test]
fn where_nobody_is_authenticated_nobody_is_taken_along() {
    let token = QUART.token(json!({}));
    for request in [
        Request::get("/anonymous"),
        Request::get("/open"),
        Request::get("/open").bearer(token),
    ] {
        let answer = SERVER.send(&request);
        assert_eq!(answer.json(), json!([nobody(), nobody()]), "{request}");
    }
    assert_eq!(
        get("/anonymous", "a"),
        json!([somebody("a"), somebody("a")])
    );
}

#[test]
fn a_task_that_outlives_its_request_keeps_its_own_user_whoever_comes_next() {
    const REQUESTS: usize = 20;
    let (sender, seen) = mpsc::channel();
    *OUTLIVED.lock().unwrap() = Some(sender);
    for number in 0..REQUESTS {
        let token = QUART.token(json!({ "identity": format!("user {number}") }));
        let answer = SERVER.send(&Request::get("/outlives").bearer(token));
        assert_eq!(answer.body, "gone already");
        assert_eq!(
            SERVER.send(&Request::get("/open")).json(),
            json!([nobody(), nobody()])
        );
    }
    *OUTLIVED.lock().unwrap() = None;
    let mut count = 0;
    for (mine, who) in seen {
        assert_eq!(who, somebody(&mine.to_string()));
        count += 1;
    }
    assert_eq!(count, REQUESTS * 20);
}

#[test]
fn outside_of_any_request_there_is_nothing_to_take_along() {
    let snapshot = JwtContext::capture();
    assert_eq!(snapshot.scope(who), nobody());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    assert_eq!(
        runtime.block_on(async { who() }.with_jwt_context()),
        nobody()
    );
    assert_eq!(format!("{snapshot:?}"), "JwtContext { .. }");
}
