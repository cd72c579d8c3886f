//! B12: a key management service that never answered held the login's request for ever.

use std::{
    convert::Infallible,
    future::pending,
    time::{Duration, Instant},
};

use actix_web::{HttpResponse, web};
use jwt_fresh::{
    Algorithm, JwtConfig, JwtManager, KeySource, OutsideSigner, VerifyingKey, create_access_token,
    create_refresh_token,
};
use jwt_fresh_tests::{LogBook, NEW, Request, Server, pem};
use serde_json::json;

struct Silent;

impl OutsideSigner for Silent {
    type Error = Infallible;

    async fn sign(&self, _: &[u8]) -> Result<Vec<u8>, Infallible> {
        pending().await
    }
}

async fn login() -> jwt_fresh::Result<HttpResponse> {
    let token = create_access_token("alice").await?;
    Ok(HttpResponse::Ok().json(json!({ "access_token": token })))
}

async fn remember() -> jwt_fresh::Result<HttpResponse> {
    let token = create_refresh_token("alice").await?;
    Ok(HttpResponse::Ok().json(json!({ "refresh_token": token })))
}

async fn open() -> &'static str {
    "open"
}

#[test]
fn a_login_waits_no_longer_than_for_a_callback() {
    let log = LogBook::open();
    let public = VerifyingKey::from_pem(Algorithm::ES256, pem("p256.pub.pem")).unwrap();
    for config in [JwtConfig::new, JwtConfig::quart, JwtConfig::flask] {
        let keys = KeySource::outside(Silent, public.clone()).unwrap();
        let config = config(keys).callback_timeout(Duration::from_millis(100));
        let jwt = JwtManager::new(config).unwrap();
        let server = Server::with(&jwt, |app| {
            app.route("/login", web::get().to(login))
                .route("/remember", web::get().to(remember))
                .route("/open", web::get().to(open));
        });
        let began = Instant::now();
        for path in ["/login", "/remember"] {
            let answer = server.send(&Request::get(path));
            assert_eq!(answer.status, 500, "{answer:?}");
            assert_eq!(answer.json()["msg"], "Internal Server Error");
        }
        assert!(began.elapsed() < Duration::from_secs(5));
        // The control.
        assert_eq!(server.send(&Request::get("/open")).status, 200);
    }
    let lines = log.lines_with("callback=\"OutsideSigner\"");
    let told = lines.iter().any(|line| line.contains("callback_timeout"));
    assert!(told, "{} {lines:?}", NEW.name);
}
