//! H7: asked about a token of a type that Quart's option exempts from the blocklist, a manager said that it
//! is not revoked, and had asked nobody.

use actix_web::{HttpResponse, rt::System, web};
use jwt_fresh::{JwtError, JwtManager, MemoryRevocationStore, TokenType, token_decoder};
use jwt_fresh_tests::{QUART, Request, Server};

async fn introspect(token: String) -> jwt_fresh::Result<HttpResponse> {
    let decoder = token_decoder().check_revocation();
    decoder.decode_async(&token).await?;
    Ok(HttpResponse::Ok().finish())
}

#[test]
fn a_type_that_is_not_checked_is_an_error_and_not_a_no() {
    for (checked, other) in [
        (TokenType::Access, TokenType::Refresh),
        (TokenType::Refresh, TokenType::Access),
    ] {
        for with_store in [false, true] {
            let config = QUART.config().blacklist_enabled(true);
            let mut builder = JwtManager::builder(config.blacklist_token_checks([checked]))
                .token_in_blocklist_loader(|_| async { true });
            if with_store {
                builder = builder.revocation_store(MemoryRevocationStore::new());
            }
            let jwt = builder.build().unwrap();
            let server = Server::with(&jwt, |app| {
                app.route("/introspect", web::post().to(introspect));
            });
            for token_type in [checked, other] {
                let token = match token_type {
                    TokenType::Refresh => jwt.create_refresh_token("alice").encode().unwrap(),
                    _ => jwt.create_access_token("alice").encode().unwrap(),
                };
                let decoded = jwt.decode_token(&token).unwrap();
                let answer = System::new().block_on(jwt.is_revoked(&decoded));
                let status = server
                    .send(&Request::post("/introspect").body(&token))
                    .status;
                match (token_type == checked, with_store) {
                    // The control.
                    (true, _) => assert!(matches!(answer, Ok(true)) && status == 401),
                    // The store is asked about every type.
                    (false, true) => assert!(matches!(answer, Ok(false)) && status == 200),
                    (false, false) => {
                        assert!(matches!(answer, Err(JwtError::NoRevocationStore { .. })));
                        assert_eq!(status, 500);
                    }
                }
            }
        }
    }
}
