//! 18. HTTP methods, routes (the web framework decides).
//!
//! What is ours to decide: an OPTIONS request that is routed to a protected handler is answered
//! without it, a HEAD request is checked, and a body does no harm. Flask and Quart route HEAD to
//! where GET goes, and answer OPTIONS by themselves; in actix-web an app says so where it wants it.

use std::sync::LazyLock;

use actix_web::{HttpRequest, Responder, http::Method, web};
use jwt_fresh::{fresh_jwt_required, get_jwt_identity, jwt_refresh_token_required, jwt_required};
use jwt_fresh_tests::{Request, Server};
use serde_json::{Value, json};

use super::{
    PYTHON,
    servers::{App, config, get, mint},
    token::{Carry, token},
};
use crate::harness::{
    agreed::Agreed,
    answer::{SAME, framework, handler_runs, page, refused},
};

static APP: App = LazyLock::new(|| Ok(Server::with(&mint(config()), configure)));

fn configure(app: &mut web::ServiceConfig) {
    app.service(
        web::resource("/protected")
            .get(protected)
            .route(web::head().to(protected)),
    )
    .service(web::resource("/login").post(|| async { "a token" }))
    .service(web::resource("/refresh").post(refresh))
    .service(
        web::resource("/protected-options")
            .get(protected_options)
            .route(web::method(Method::OPTIONS).to(protected_options)),
    )
    .service(
        web::resource("/fresh-options")
            .get(fresh_options)
            .route(web::method(Method::OPTIONS).to(fresh_options)),
    );
}

#[jwt_required]
async fn protected() -> impl Responder {
    web::Json(json!({ "logged_in_as": get_jwt_identity() }))
}

#[jwt_refresh_token_required]
async fn refresh() -> impl Responder {
    "a token"
}

#[jwt_required]
async fn protected_options(request: HttpRequest) -> impl Responder {
    view("protected", &request)
}

#[fresh_jwt_required]
async fn fresh_options(request: HttpRequest) -> impl Responder {
    view("fresh", &request)
}

/// What the views of the Python apps answer: that in Flask does not ask who is there.
fn view(endpoint: &str, request: &HttpRequest) -> web::Json<Value> {
    let quart = json!({ "endpoint": request.path().trim_start_matches('/'), "identity": get_jwt_identity() });
    web::Json(PYTHON.column(quart, json!({ "endpoint": endpoint })))
}

fn options(path: &str) -> Request {
    Request::new("OPTIONS", path)
}

fn head(path: &str) -> Request {
    Request::new("HEAD", path)
}

table! { app: APP;
    /// OPTIONS /protected, no token
    options_no_token: options("/protected"),
        quart: framework(200).agreed(Agreed::WebFramework, framework(405)),
        flask: SAME;

    /// OPTIONS /protected, garbage token
    options_garbage: options("/protected").bearer("garbage"),
        quart: framework(200).agreed(Agreed::WebFramework, framework(405)),
        flask: SAME;

    /// OPTIONS routed to a jwt_required view, no token
    options_routed: options("/protected-options"),
        quart: handler_runs(Value::Null).agreed(Agreed::OptionsRunsNoHandler, framework(200)),
        flask: page(200, json!({ "endpoint": "protected" }))
            .agreed(Agreed::OptionsRunsNoHandler, framework(200));

    /// OPTIONS routed to a fresh_jwt_required view, garbage token
    options_routed_garbage: options("/fresh-options").bearer("garbage"),
        quart: handler_runs(Value::Null).agreed(Agreed::OptionsRunsNoHandler, framework(200)),
        flask: page(200, json!({ "endpoint": "fresh" }))
            .agreed(Agreed::OptionsRunsNoHandler, framework(200));

    /// HEAD /protected, no token
    head_no_token: head("/protected"),
        quart: refused(401, "Missing Authorization Header"),
        flask: SAME;

    /// HEAD /protected, good token
    head_good_token: head("/protected").bearer(token().token()),
        quart: page(200, json!({ "logged_in_as": "test" })),
        flask: SAME;

    /// POST /protected (route is GET)
    post_to_get: Request::post("/protected"),
        quart: framework(405),
        flask: SAME;

    /// GET /login (route is POST)
    get_to_post: get("/login"),
        quart: framework(405),
        flask: SAME;

    /// HEAD /refresh (route is POST)
    head_to_post: head("/refresh"),
        quart: framework(405),
        flask: SAME;

    /// GET /nope, with or without token
    no_route: [get("/nope"), get("/nope").bearer(token().token())],
        quart: framework(404),
        flask: SAME;

    /// GET /protected/
    trailing_slash: [get("/protected/"), get("/protected/").bearer(token().token())],
        quart: framework(404),
        flask: SAME;

    /// GET with a body
    get_with_body: token().at("/protected").body("a body"),
        quart: page(200, json!({ "logged_in_as": "test" })),
        flask: SAME;
}
