//! Promise 3: an attribute protects above the route attribute and below it.

use std::sync::LazyLock;

use actix_web::{Responder, get, route};
use jwt_fresh::{
    JwtManager, fresh_jwt_required, get_jwt_identity, jwt_optional, jwt_refresh_token_required,
    jwt_required,
};
use jwt_fresh_tests::{QUART, Request, Server};
use serde_json::json;

#[jwt_required]
#[get("/above/required")]
async fn required_above() -> impl Responder {
    get_jwt_identity().to_string()
}

#[get("/below/required")]
#[jwt_required]
async fn required_below() -> impl Responder {
    get_jwt_identity().to_string()
}

#[fresh_jwt_required]
#[get("/above/fresh")]
async fn fresh_above() -> impl Responder {
    get_jwt_identity().to_string()
}

#[get("/below/fresh")]
#[fresh_jwt_required]
async fn fresh_below() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_refresh_token_required]
#[get("/above/refresh")]
async fn refresh_above() -> impl Responder {
    get_jwt_identity().to_string()
}

#[get("/below/refresh")]
#[jwt_refresh_token_required]
async fn refresh_below() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_optional]
#[get("/above/optional")]
async fn optional_above() -> impl Responder {
    get_jwt_identity().to_string()
}

#[get("/below/optional")]
#[jwt_optional]
async fn optional_below() -> impl Responder {
    get_jwt_identity().to_string()
}

#[jwt_required]
#[route("/above/several", method = "GET", method = "POST")]
async fn several_above() -> impl Responder {
    get_jwt_identity().to_string()
}

#[route("/below/several", method = "GET", method = "POST")]
#[jwt_required]
async fn several_below() -> impl Responder {
    get_jwt_identity().to_string()
}

static SERVER: LazyLock<Server> = LazyLock::new(|| {
    let jwt = JwtManager::new(QUART.config()).unwrap();
    Server::with(&jwt, |app| {
        app.service(required_above)
            .service(required_below)
            .service(fresh_above)
            .service(fresh_below)
            .service(refresh_above)
            .service(refresh_below)
            .service(optional_above)
            .service(optional_below)
            .service(several_above)
            .service(several_below);
    })
});

/// Answers without a token, with a stale access token, a fresh one, and a refresh token.
fn answers(request: &Request) -> [(u16, String); 4] {
    let stale = QUART.token(json!({ "fresh": false }));
    let fresh = QUART.token(json!({}));
    let refresh = QUART.token(json!({ "type": "refresh" }));
    [
        request.clone(),
        request.clone().bearer(stale),
        request.clone().bearer(fresh),
        request.clone().bearer(refresh),
    ]
    .map(|request| {
        let answer = SERVER.send(&request);
        match answer.status {
            200 => (200, answer.body),
            status => (
                status,
                answer.json()["msg"].as_str().unwrap_or_default().to_owned(),
            ),
        }
    })
}

#[test]
fn both_orders_protect_alike() {
    let said = |status, text: &str| (status, text.to_owned());
    let missing = said(401, "Missing Authorization Header");
    let test = said(200, "test");
    let only_access = said(422, "Only access tokens are allowed");
    let only_refresh = said(422, "Only refresh tokens are allowed");
    let not_fresh = said(401, "Fresh token required");
    for order in ["above", "below"] {
        for (endpoint, expected) in [
            ("required", [&missing, &test, &test, &only_access]),
            ("several", [&missing, &test, &test, &only_access]),
            ("fresh", [&missing, &not_fresh, &test, &only_access]),
            ("refresh", [&missing, &only_refresh, &only_refresh, &test]),
            ("optional", [&said(200, "null"), &test, &test, &only_access]),
        ] {
            let answers = answers(&Request::get(&format!("/{order}/{endpoint}")));
            assert_eq!(
                answers.each_ref(),
                expected,
                "{endpoint}, attribute {order} the route"
            );
        }
        let post = answers(&Request::post(&format!("/{order}/several")));
        assert_eq!(
            post.each_ref(),
            [&missing, &test, &test, &only_access],
            "POST, {order}"
        );
    }
}
