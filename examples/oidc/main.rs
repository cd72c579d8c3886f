//! Tokens of an OpenID Connect provider, as in both libraries' example: this app makes none, and
//! verifies them with the provider's public keys.
//!
//! `cargo run -p jwt-fresh-examples --example oidc`

use std::collections::HashMap;

use actix_web::{App, HttpResponse, HttpServer, Responder, get, web};
use jwt_fresh::{
    Algorithm, ConfigError, CurrentUser, JwtConfig, JwtManager, KeySource, VerifyingKey, get_jwt,
    jwt_required,
};
use jwt_fresh_examples::listen_address;
use serde_json::json;

/// Who makes the tokens, and the name under which the provider knows this app.
const ISSUER: &str = "https://my-identity-server.example/auth/realms/master";
const CLIENT_ID: &str = "example.my-identity-server";

/// The claim that holds the user's name. Where users can set their e-mail address themselves, take
/// `sub`: it never changes hands.
const USERNAME_CLAIM: &str = "email";
const GROUPS_CLAIM: &str = "groups";

/// The provider's public keys by their ids; two while it changes from one to the next.
type KeySet = HashMap<&'static str, VerifyingKey>;

// A real app asks the provider for them, at the address `jwks_uri` of its configuration, over https
// and with the certificate checked; and asks again now and then, but not for each unknown id.
fn provider_keys() -> Result<KeySet, ConfigError> {
    let rs256 = |pem: &[u8]| VerifyingKey::from_pem(Algorithm::RS256, pem);
    Ok(HashMap::from([
        ("2025", rs256(include_bytes!("2025.public.pem"))?),
        ("2026", rs256(include_bytes!("2026.public.pem"))?),
    ]))
}

#[derive(Clone)]
struct User {
    username: String,
}

// A key alone proves little: the provider signs for other apps too. So the token has to name the
// provider and this app.
fn manager() -> Result<JwtManager, ConfigError> {
    let keys = provider_keys()?;
    let config = JwtConfig::flask(KeySource::keys(None, keys.values().cloned()))
        .decode_issuer(ISSUER)
        .decode_audience([CLIENT_ID])
        .identity_claim(USERNAME_CLAIM);
    JwtManager::builder(config)
        // The token is not verified yet, so its `kid` may choose among our keys and do no more.
        .decode_key_loader(move |token| {
            let key = token.header()["kid"].as_str().and_then(|kid| keys.get(kid));
            std::future::ready(key.cloned())
        })
        .user_lookup_loader(|token| async move {
            let username = token.identity().as_str()?.to_owned();
            Some(User { username })
        })
        .build()
}

#[get("/anonymous")]
async fn anonymous() -> impl Responder {
    web::Json(json!({ "result": "anonymous ok" }))
}

#[get("/token-protected")]
#[jwt_required]
async fn token_protected() -> impl Responder {
    web::Json(json!({ "result": "protected by token ok" }))
}

#[get("/group-protected")]
#[jwt_required]
async fn group_protected(current_user: CurrentUser<User>) -> HttpResponse {
    let claims = get_jwt();
    let groups = claims[GROUPS_CLAIM].as_array();
    if !groups.is_some_and(|groups| groups.contains(&json!("api-access"))) {
        let result = "user not in group required to access this endpoint";
        return HttpResponse::Unauthorized().json(json!({ "result": result }));
    }
    HttpResponse::Ok().json(json!([
        { "result": "protected by token AND group membership ok" },
        { "user": current_user.username },
    ]))
}

fn endpoints(app: &mut web::ServiceConfig) {
    app.service(anonymous)
        .service(token_protected)
        .service(group_protected);
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let jwt = manager().map_err(std::io::Error::other)?;

    HttpServer::new(move || App::new().wrap(jwt.clone()).configure(endpoints))
        .bind(listen_address()?)?
        .run()
        .await
}

#[cfg(test)]
mod tests {
    use actix_web::test::{self, TestRequest};
    use jwt_fresh::SigningKey;

    use super::*;

    /// A token of somebody who has one of the provider's private keys.
    fn token(kid: &str, audience: &str, groups: &[&str]) -> String {
        let pem = include_bytes!("2026.private.pem");
        let key = SigningKey::from_pem(Algorithm::RS256, pem).unwrap();
        let config = JwtConfig::flask(KeySource::keys(
            Some(key),
            provider_keys().unwrap().remove("2026"),
        ))
        .encode_issuer(ISSUER)
        .encode_audience([audience])
        .identity_claim(USERNAME_CLAIM);
        let provider = JwtManager::new(config).unwrap();
        let token = provider.create_access_token("jo@my-identity-server.example");
        let token = token.header("kid", kid).claims(json!({ "groups": groups }));
        token.encode().unwrap()
    }

    #[actix_web::test]
    async fn a_token_is_for_this_app_and_by_a_known_key() {
        let app = App::new().wrap(manager().unwrap()).configure(endpoints);
        let app = test::init_service(app).await;
        for (token, expected) in [
            (token("2026", CLIENT_ID, &["api-access"]), 200),
            (token("2026", CLIENT_ID, &["others"]), 401),
            (token("2026", "another-app", &["api-access"]), 422),
            (token("2025", CLIENT_ID, &["api-access"]), 422),
            (token("1999", CLIENT_ID, &["api-access"]), 422),
        ] {
            let request = TestRequest::get().uri("/group-protected");
            let request = request.insert_header(("Authorization", format!("Bearer {token}")));
            let response = test::call_service(&app, request.to_request()).await;
            assert_eq!(response.status(), expected);
        }
    }
}
