//! F16: each protected handler got `clippy::future_not_send` and `clippy::implicit_return`, and a long one
//! `clippy::too_many_lines` twice. The lints below are errors under `cargo clippy`, which the gate runs.

#![deny(clippy::pedantic, clippy::nursery, clippy::restriction)]
#![allow(
    clippy::blanket_clippy_restriction_lints,
    clippy::allow_attributes,
    clippy::exhaustive_structs,
    clippy::missing_docs_in_private_items,
    clippy::missing_inline_in_public_items,
    clippy::pub_use,
    clippy::single_call_fn,
    clippy::std_instead_of_core,
    clippy::tests_outside_test_module,
    clippy::needless_return,
    reason = "the user's own"
)]

use std::{future::ready, ops::Range};

use actix_web::{FromRequest, HttpRequest, HttpResponse, Responder, get, post, web};
use jwt_fresh::{
    Caller, Claims, CurrentUser, Fresh, Identity, JsonObject, JwtManager, fresh_jwt_required,
    jwt_optional, jwt_refresh_token_required, jwt_required,
};
use jwt_fresh_tests::{NEW, Request, Server};
use serde_json::json;

const ADMIN: &str = "admin";

#[get("/plain")]
#[jwt_required]
async fn plain() -> impl Responder {
    return "hello";
}

#[post("/arguments")]
#[fresh_jwt_required(
    roles(ADMIN),
    scopes("a", any("b", "c")),
    max_age = "5m",
    locations("headers")
)]
async fn arguments(who: Fresh<JsonObject>, body: web::Json<JsonObject>) -> HttpResponse {
    return HttpResponse::Ok().json((who.len(), body.len()));
}

#[jwt_optional]
#[get("/optional")]
async fn optional(claims: Option<Claims<JsonObject>>, user: Option<CurrentUser<u32>>) -> String {
    return format!("{:?} {:?}", claims.is_some(), user.is_some());
}

#[jwt_refresh_token_required(verify = may_enter)]
pub async fn checked(_who: Identity) -> &'static str {
    return "hello";
}

#[jwt_required(verify = may_enter_later)]
pub async fn generic<T: FromRequest + 'static, const N: usize>(_from: T) -> String {
    return N.to_string();
}

#[jwt_required]
#[expect(
    clippy::too_many_lines,
    reason = "one for the function, none for the expansion"
)]
pub async fn long() -> String {
    let mut steps: Range<u32> = 0..200;
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    steps.next();
    return steps.start.to_string();
}

#[expect(clippy::future_not_send, reason = "an `HttpRequest` is not `Send`")]
#[jwt_required]
async fn not_send(request: HttpRequest) -> String {
    let name = may_enter_later_or_not().await;
    return format!("{name} {}", request.path());
}

async fn may_enter_later_or_not() -> &'static str {
    return ready("hello").await;
}

fn may_enter(caller: &Caller) -> bool {
    return caller.token().claims().contains_key("sub");
}

#[allow(clippy::future_not_send, reason = "the request")]
async fn may_enter_later(caller: &Caller) -> bool {
    return ready(caller.token().claims().contains_key("sub")).await;
}

#[test]
#[allow(clippy::restriction, reason = "a test")]
fn they_run() {
    let jwt = JwtManager::new(NEW.config()).unwrap();
    let server = Server::with(&jwt, |app| {
        app.service(plain)
            .service(arguments)
            .service(optional)
            .route("/checked", web::get().to(checked))
            .route("/generic", web::get().to(generic::<web::Bytes, 3>))
            .route("/long", web::get().to(long))
            .route("/not_send", web::get().to(not_send));
    });
    let token = NEW.token(json!({}));
    for (path, body) in [
        ("/plain", "hello"),
        ("/generic", "3"),
        ("/long", "103"),
        ("/not_send", "hello /not_send"),
    ] {
        let answer = server.send(&Request::get(path).bearer(&token));
        assert_eq!((answer.status, answer.body.as_str()), (200, body), "{path}");
        assert_eq!(server.send(&Request::get(path)).status, 401, "{path}");
    }
}
