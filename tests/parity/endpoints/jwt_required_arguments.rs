//! 20. flask 4 only: arguments of jwt_required.
//!
//! Quart's `jwt_required` takes no arguments. Ours takes them whichever library the configuration
//! speaks like, and then answers in that one's words.

use std::sync::LazyLock;

use actix_web::{HttpRequest, HttpResponse, web};
use jwt_fresh::{Result, get_jwt_identity, jwt_required, verify_jwt_in_request};
use jwt_fresh_tests::{Mint, Request, Server};
use serde_json::{Value, json};

use super::{
    servers::{App, NOW, all_checks, config, get, serve},
    token::{Carry, ID, refresh_token, token},
};
use crate::harness::answer::{Answer, handler_runs, no_such_thing, refused};

static APP: App = LazyLock::new(|| Ok(Server::with(&all_checks(config()).build()?, configure)));

/// The endpoints under the names that the recorded app gives them.
fn configure(app: &mut web::ServiceConfig) {
    app.route("/any-type", web::to(any_type))
        .route("/skip-revocation", web::to(skip_revocation))
        .route("/loc-cookies", web::to(loc_cookies))
        .route("/loc-query", web::to(loc_query))
        .route("/loc-json", web::to(loc_json))
        .route("/loc-multi", web::to(loc_multi))
        .route("/optional-fresh", web::to(optional_fresh))
        .route("/optional-refresh", web::to(optional_refresh))
        .route("/fresh-refresh", web::to(fresh_refresh));
}

#[jwt_required(verify_type = false)]
async fn any_type(request: HttpRequest) -> HttpResponse {
    echo(&request)
}

#[jwt_required(skip_revocation_check)]
async fn skip_revocation(request: HttpRequest) -> HttpResponse {
    echo(&request)
}

#[jwt_required(locations("cookies"))]
async fn loc_cookies(request: HttpRequest) -> HttpResponse {
    echo(&request)
}

#[jwt_required(locations("query_string"))]
async fn loc_query(request: HttpRequest) -> HttpResponse {
    echo(&request)
}

#[jwt_required(locations("json"))]
async fn loc_json(request: HttpRequest) -> HttpResponse {
    echo(&request)
}

#[jwt_required(locations("query_string", "headers"))]
async fn loc_multi(request: HttpRequest) -> HttpResponse {
    echo(&request)
}

#[jwt_required(optional, fresh)]
async fn optional_fresh(request: HttpRequest) -> HttpResponse {
    echo(&request)
}

#[jwt_required(optional, refresh)]
async fn optional_refresh(request: HttpRequest) -> HttpResponse {
    echo(&request)
}

/// Both at once is an error for the macro: no refresh token that we make is fresh.
async fn fresh_refresh(request: HttpRequest) -> Result<HttpResponse> {
    verify_jwt_in_request(&request).fresh().refresh().await?;
    Ok(echo(&request))
}

fn echo(request: &HttpRequest) -> HttpResponse {
    HttpResponse::Ok().json(json!({
        "endpoint": request.path().trim_start_matches('/'),
        "identity": get_jwt_identity(),
    }))
}

fn expired() -> Mint {
    token().claim("exp", NOW - 10)
}

fn revoked(token: Mint) -> Mint {
    token.claim("jti", json!("revoked-jti"))
}

/// What only Flask has, and we answer alike under either configuration.
fn ours(answer: Answer) -> Answer {
    no_such_thing(answer)
}

table! { app: APP;
    /// verify_type=False: access token
    any_type_access: token().at("/any-type"),
        quart: ours(handler_runs("test")),
        flask: handler_runs("test");

    /// verify_type=False: refresh token
    any_type_refresh: refresh_token().at("/any-type"),
        quart: ours(handler_runs("test")),
        flask: handler_runs("test");

    /// verify_type=False: expired
    any_type_expired: expired().at("/any-type"),
        quart: ours(refused(401, "Token has expired")),
        flask: refused(401, "Token has expired");

    /// verify_type=False: revoked refresh token
    any_type_revoked: revoked(refresh_token()).at("/any-type"),
        quart: ours(refused(401, "Token has been revoked")),
        flask: refused(401, "Token has been revoked");

    /// skip_revocation_check=True: revoked token
    skip_revocation_revoked: revoked(token()).at("/skip-revocation"),
        quart: ours(handler_runs("test")),
        flask: handler_runs("test");

    /// skip_revocation_check=True: refresh token
    skip_revocation_refresh: refresh_token().at("/skip-revocation"),
        quart: ours(refused(422, "Only access tokens are allowed")),
        flask: refused(422, "Only non-refresh tokens are allowed");

    /// locations=["cookies"] (config: headers): token in the header
    cookies_but_header: token().at("/loc-cookies"),
        quart: ours(refused(401, "Missing cookie \"access_token_cookie\"")),
        flask: refused(401, "Missing cookie \"access_token_cookie\"");

    /// locations=["cookies"]: token in the cookie, GET
    cookies_get: token().with_csrf().in_cookie("GET", "/loc-cookies"),
        quart: ours(handler_runs("test")),
        flask: handler_runs("test");

    /// locations=["cookies"]: POST, no CSRF
    cookies_post: token().with_csrf().in_cookie("POST", "/loc-cookies"),
        quart: ours(refused(401, "Missing CSRF token")),
        flask: refused(401, "Missing CSRF token");

    /// locations=["query_string"]: token in the header
    query_but_header: token().at("/loc-query"),
        quart: ours(refused(401, "Missing \"jwt\" query paramater")),
        flask: refused(401, "Missing 'jwt' query paramater");

    /// locations=["query_string"]: token there
    query: get(&format!("/loc-query?jwt={}", token().token())),
        quart: ours(handler_runs("test")),
        flask: handler_runs("test");

    /// locations=["json"]: token there
    json: Request::post("/loc-json").json(&json!({ "access_token": token().token() })),
        quart: ours(handler_runs("test")),
        flask: handler_runs("test");

    /// locations=["query_string","headers"]: nothing
    query_and_headers_nothing: get("/loc-multi"),
        quart: ours(refused(
            401,
            "Missing JWT in query_string or headers \
             (Missing \"jwt\" query paramater; Missing Authorization Header)",
        )),
        flask: refused(
            401,
            "Missing JWT in query_string or headers \
             (Missing 'jwt' query paramater; Missing Authorization Header)",
        );

    /// optional=True, fresh=True: no token
    optional_fresh_nothing: get("/optional-fresh"),
        quart: ours(handler_runs(Value::Null)),
        flask: handler_runs(Value::Null);

    /// optional=True, fresh=True: non-fresh token
    optional_fresh_stale: token().claim("fresh", false).at("/optional-fresh"),
        quart: ours(refused(401, "Fresh token required")),
        flask: refused(401, "Fresh token required");

    /// optional=True, refresh=True: access token
    optional_refresh_access: token().at("/optional-refresh"),
        quart: ours(refused(422, "Only refresh tokens are allowed")),
        flask: refused(422, "Only refresh tokens are allowed");

    /// optional=True, refresh=True: `Basic x`
    optional_refresh_basic: get("/optional-refresh").header("Authorization", "Basic x"),
        quart: ours(handler_runs(Value::Null)),
        flask: handler_runs(Value::Null);

    /// fresh=True, refresh=True: plain refresh token
    fresh_refresh_plain: refresh_token().at("/fresh-refresh"),
        quart: ours(refused(401, "Fresh token required")),
        flask: refused(401, "Fresh token required");

    /// fresh=True, refresh=True: refresh token with fresh:true
    fresh_refresh_fresh: refresh_token().claim("fresh", true).at("/fresh-refresh"),
        quart: ours(handler_runs("test")),
        flask: handler_runs("test");
}

/// JWT_VERIFY_SUB=False
static ANY_SUB: App = LazyLock::new(|| serve(config().verify_sub(false)));

table! { app: ANY_SUB;
    /// JWT_VERIFY_SUB=False: identity 7
    verify_sub_false: token().claim(ID, 7).at("/protected"),
        quart: ours(handler_runs(7)),
        flask: handler_runs(7);
}
