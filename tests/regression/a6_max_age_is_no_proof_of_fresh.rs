//! A6: under `max_age` alone, also by hand, the extractor `Fresh` gave a token that is not fresh.

use actix_web::{FromRequest, HttpRequest, get};
use jwt_fresh::{Access, Fresh, JsonObject, JwtError, JwtManager, verify_jwt_in_request};
use jwt_fresh_tests::{NEW, Request, Server, now};
use serde_json::json;

/// Proves what it checked by hand.
#[get("/{check}")]
async fn by_hand(request: HttpRequest) -> Result<String, JwtError> {
    let max_age = std::time::Duration::from_secs(300);
    let check = verify_jwt_in_request(&request).max_age(max_age);
    match request.match_info().query("check") {
        "both" => check.fresh().await?,
        _ => check.await?,
    };
    let access = Access::<JsonObject>::extract(&request).await.is_ok();
    let fresh = Fresh::<JsonObject>::extract(&request).await.is_ok();
    Ok(format!("access {access}, fresh {fresh}"))
}

#[test]
fn max_age_alone_does_not_prove_a_fresh_token() {
    let jwt = JwtManager::new(NEW.config()).unwrap();
    let server = Server::with(&jwt, |app| {
        app.service(by_hand);
    });
    let refreshed = NEW.token(json!({ "fresh": false, "auth_time": now() - 60 }));
    let fresh = NEW.token(json!({ "fresh": true, "auth_time": now() - 60 }));
    for (check, token, status, body) in [
        ("recent", &refreshed, 200, "access true, fresh false"),
        ("recent", &fresh, 200, "access true, fresh false"),
        ("both", &refreshed, 401, ""),
        ("both", &fresh, 200, "access true, fresh true"),
    ] {
        let answer = server.send(&Request::get(&format!("/{check}")).bearer(token));
        assert_eq!(answer.status, status, "{check}: {answer:?}");
        assert!(status != 200 || answer.body == body, "{check}: {answer:?}");
    }
}
