//! 1. Happy paths: the page that both libraries' documentation shows, from login to refresh.

use std::sync::LazyLock;

use jwt_fresh::JwtManager;
use jwt_fresh_tests::{Request, Server};
use serde_json::json;

use super::{PYTHON, servers::App};
use crate::harness::{
    answer::{SAME, page, refused},
    login_page,
};

/// The page runs at the system's own time.
pub static PAGE: App = LazyLock::new(|| {
    Ok(Server::with(
        &JwtManager::new(PYTHON.config())?,
        login_page::configure,
    ))
});

table! { app: PAGE;
    /// POST /login, right password
    login: log_in("/login"),
        quart: page(200, json!({ "access_token": "<jwt>", "refresh_token": "<jwt>" })),
        flask: SAME;

    /// GET /protected with that access token
    access_token: Request::get("/protected").bearer(given("/login", "access_token")),
        quart: page(200, json!({ "logged_in_as": "test" })),
        flask: SAME;

    /// GET /protected-fresh with that access token
    fresh_access_token: Request::get("/protected-fresh").bearer(given("/login", "access_token")),
        quart: page(200, json!({ "fresh_logged_in_as": "test" })),
        flask: SAME;

    /// POST /refresh with that refresh token
    refresh: refreshes(&given("/login", "refresh_token")),
        quart: page(200, json!({ "access_token": "<jwt>" })),
        flask: SAME;

    /// GET /protected with the refreshed (non-fresh) token
    refreshed_token: Request::get("/protected").bearer(refreshed()),
        quart: page(200, json!({ "logged_in_as": "test" })),
        flask: SAME;

    /// GET /protected-fresh with the refreshed token
    refreshed_token_is_not_fresh: Request::get("/protected-fresh").bearer(refreshed()),
        quart: refused(401, "Fresh token required"),
        flask: SAME;

    /// POST /fresh-login, right password
    fresh_login: log_in("/fresh-login"),
        quart: page(200, json!({ "access_token": "<jwt>" })),
        flask: SAME;

    /// same refresh token used a second time
    refresh_twice: {
            let refresh_token = given("/login", "refresh_token");
            [refreshes(&refresh_token), refreshes(&refresh_token)]
        },
        quart: page(200, json!({ "access_token": "<jwt>" })),
        flask: SAME;
}

fn log_in(path: &str) -> Request {
    Request::post(path).json(&json!({ "username": "test", "password": "test" }))
}

fn refreshes(refresh_token: &str) -> Request {
    Request::post("/refresh").bearer(refresh_token)
}

/// The token of that name that a login gives.
fn given(path: &str, name: &str) -> String {
    token_in_answer(&log_in(path), name)
}

/// The access token that a refresh gives.
fn refreshed() -> String {
    token_in_answer(
        &refreshes(&given("/login", "refresh_token")),
        "access_token",
    )
}

fn token_in_answer(request: &Request, name: &str) -> String {
    let page = PAGE.as_ref().expect("the page starts");
    page.send(request).json()[name]
        .as_str()
        .expect("a token is given")
        .to_owned()
}
