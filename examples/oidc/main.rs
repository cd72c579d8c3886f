//! Tokens of an OpenID Connect provider, verified with its public keys, as in the example of both
//! Python libraries. This application issues no tokens itself.
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

/// The issuer of the tokens, and the client id of this application there.
const ISSUER: &str = "https://my-identity-server.example/auth/realms/master";
const CLIENT_ID: &str = "example.my-identity-server";

/// The claim with the username. If users can change their e-mail address themselves, use `sub`,
/// which is never reassigned.
const USERNAME_CLAIM: &str = "email";
const GROUPS_CLAIM: &str = "groups";

/// The provider's public keys by key id: two during a key rotation.
type KeySet = HashMap<&'static str, VerifyingKey>;

// A real application fetches them from the `jwks_uri` in the provider's configuration, over https
// with certificate verification. It repeats that from time to time, but not for each unknown id.
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

// A valid signature is not enough, because the provider also signs tokens for other applications.
// The token has to name the provider as issuer and this application as audience.
fn manager() -> Result<JwtManager, ConfigError> {
    let keys = provider_keys()?;
    let config = JwtConfig::flask(KeySource::keys(None, keys.values().cloned()))
        .decode_issuer(ISSUER)
        .decode_audience([CLIENT_ID])
        .identity_claim(USERNAME_CLAIM);
    JwtManager::builder(config)
        // The token is not verified yet, so its `kid` is only used to select one of the known keys.
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
    let jwt = manager()?;

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

    /// A token that is signed with one of the provider's private keys.
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
