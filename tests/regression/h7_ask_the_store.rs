//! H7: an app could revoke a token in its manager's store, and had no way to ask that store.

use std::{
    convert::Infallible,
    future::pending,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use actix_web::{HttpResponse, rt::System, web};
use jwt_fresh::{
    JwtError, JwtManager, MemoryRevocationStore, Revocation, RevocationQuery, RevocationStore,
    Verdict, decode_token, revoke_token, token_decoder,
};
use jwt_fresh_tests::{ALL, Configuration, Mint, Request, Response, SECRET, Server, claims};
use serde_json::json;

/// Answers as RFC 7662 does: whether a token is active.
async fn introspect(token: String) -> jwt_fresh::Result<HttpResponse> {
    let active = match token_decoder().check_revocation().decode(&token) {
        Ok(_) => true,
        Err(JwtError::RevokedToken { .. } | JwtError::ExpiredToken { .. }) => false,
        Err(error) => return Err(error),
    };
    Ok(HttpResponse::Ok().json(json!({ "active": active })))
}

async fn introspect_async(token: String) -> jwt_fresh::Result<HttpResponse> {
    token_decoder()
        .check_revocation()
        .decode_async(&token)
        .await?;
    Ok(HttpResponse::Ok().finish())
}

async fn revoke(token: String) -> jwt_fresh::Result<&'static str> {
    revoke_token(&decode_token(&token)?).await?;
    Ok("revoked")
}

fn serve(jwt: &JwtManager) -> Server {
    Server::with(jwt, |app| {
        app.route("/introspect", web::post().to(introspect))
            .route("/introspect-async", web::post().to(introspect_async))
            .route("/revoke", web::post().to(revoke));
    })
}

fn post(server: &Server, path: &str, token: &str) -> Response {
    server.send(&Request::post(path).body(token))
}

fn with_store(of: Configuration) -> JwtManager {
    let builder = JwtManager::builder(of.config());
    builder
        .revocation_store(MemoryRevocationStore::new())
        .build()
        .unwrap()
}

fn is_revoked(jwt: &JwtManager, token: &str) -> jwt_fresh::Result<bool> {
    let token = jwt.decode_token(token)?;
    System::new().block_on(jwt.is_revoked(&token))
}

#[test]
fn a_decoder_and_a_manager_ask_the_store() {
    for of in ALL {
        let jwt = with_store(of);
        let server = serve(&jwt);
        let [token, control] = ["alice", "bob"].map(|who| jwt.create_refresh_token(who));
        let [token, control] = [token, control].map(|token| token.encode().unwrap());
        let active = |token: &str| post(&server, "/introspect", token).json()["active"].clone();
        assert_eq!(active(&token), true, "{}", of.name);
        assert!(!is_revoked(&jwt, &token).unwrap(), "{}", of.name);
        assert_eq!(post(&server, "/introspect-async", &token).status, 200);

        assert_eq!(post(&server, "/revoke", &token).status, 200, "{}", of.name);
        assert_eq!(active(&token), false, "{}", of.name);
        assert!(is_revoked(&jwt, &token).unwrap(), "{}", of.name);
        let answer = post(&server, "/introspect-async", &token);
        assert_eq!(answer.status, 401, "{}", of.name);
        assert_eq!(answer.json()["msg"], "Token has been revoked");
        // Without the check, it is decoded as ever.
        assert!(jwt.decode_token(&token).is_ok(), "{}", of.name);

        assert_eq!(active(&control), true, "{}", of.name);
        assert!(!is_revoked(&jwt, &control).unwrap(), "{}", of.name);
        // Expired ones are told first, unless they are allowed.
        let expired = of.token(json!({ "exp": 1 }));
        assert_eq!(active(&expired), false, "{}", of.name);
        let decoder = jwt.token_decoder().check_revocation();
        let answer = decoder.decode(&expired);
        assert!(matches!(answer, Err(JwtError::ExpiredToken { .. })));
        assert!(decoder.allow_expired(true).decode(&expired).is_ok());
    }
}

#[test]
fn who_can_not_be_asked_is_an_error_and_not_a_no() {
    for of in ALL {
        let jwt = JwtManager::new(of.config()).unwrap();
        let token = jwt.create_access_token("alice").encode().unwrap();
        let error = is_revoked(&jwt, &token).unwrap_err();
        assert!(
            error.to_string().starts_with("no revocation store"),
            "{}",
            of.name
        );
        let server = serve(&jwt);
        for path in ["/introspect", "/introspect-async"] {
            let answer = post(&server, path, &token);
            assert_eq!(answer.status, 500, "{} {path}", of.name);
            assert!(!answer.body.contains("store"), "{answer:?}");
        }

        // A token that could not be revoked.
        let jwt = with_store(of);
        let claims = claims(of.identity_claim, json!({ "jti": null }));
        let token = Mint::new(&claims).key(SECRET).token();
        let error = is_revoked(&jwt, &token).unwrap_err();
        assert!(
            matches!(error, JwtError::InvalidToken { .. }),
            "{}",
            of.name
        );
        assert_eq!(post(&serve(&jwt), "/introspect", &token).status, 422);
    }
}

#[test]
fn the_blocklist_callback_is_asked_as_at_a_request() {
    for of in ALL {
        let asked = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&asked);
        let jwt = JwtManager::builder(of.with_blocklist())
            .token_in_blocklist_loader(move |token| {
                counted.fetch_add(1, Ordering::SeqCst);
                async move { token.identity() == "mallory" }
            })
            .build()
            .unwrap();
        for (who, revoked) in [("alice", false), ("mallory", true)] {
            let token = jwt.create_access_token(who).encode().unwrap();
            assert_eq!(is_revoked(&jwt, &token).unwrap(), revoked, "{}", of.name);
            let decoded = jwt.token_decoder().check_revocation().decode(&token);
            assert_eq!(decoded.is_err(), revoked, "{}", of.name);
        }
        assert_eq!(asked.load(Ordering::SeqCst), 4);
        let token = jwt.create_access_token("mallory").encode().unwrap();
        assert_eq!(post(&serve(&jwt), "/introspect-async", &token).status, 401);
    }
    // Quart's switch is off: nothing is asked at a request, so there is nothing to be asked.
    let jwt = JwtManager::builder(jwt_fresh_tests::QUART.config())
        .token_in_blocklist_loader(|_| async { true })
        .build()
        .unwrap();
    let token = jwt.create_access_token("mallory").encode().unwrap();
    let error = is_revoked(&jwt, &token).unwrap_err();
    assert!(error.to_string().starts_with("no revocation store"));
}

/// A store that never answers.
struct Silent;

impl RevocationStore for Silent {
    type Error = Infallible;

    async fn check(&self, _: &RevocationQuery<'_>) -> Result<Verdict, Infallible> {
        pending().await
    }

    async fn revoke(&self, _: &Revocation<'_>) -> Result<(), Infallible> {
        pending().await
    }
}

#[test]
fn a_store_that_has_to_be_awaited_is_an_error_of_decode() {
    for of in ALL {
        let config = of.config().revocation_timeout(Duration::from_millis(50));
        let builder = JwtManager::builder(config).revocation_store(Silent);
        let jwt = builder.build().unwrap();
        let token = jwt.create_access_token("alice").encode().unwrap();
        let server = serve(&jwt);
        assert_eq!(
            post(&server, "/introspect", &token).status,
            500,
            "{}",
            of.name
        );
        let answer = post(&server, "/introspect-async", &token);
        assert_eq!(answer.status, 503, "{}", of.name);
        let decoded = jwt.token_decoder().check_revocation().decode(&token);
        let text = decoded.unwrap_err().to_string();
        assert_eq!(text, "a callback has to be awaited", "{}", of.name);
        let error = is_revoked(&jwt, &token).unwrap_err();
        assert!(
            matches!(error, JwtError::BlocklistUnavailable { .. }),
            "{}",
            of.name
        );
    }
}
