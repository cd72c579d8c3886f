//! A key pair (ES256): one service signs tokens with the private key, others verify them with the
//! public key.
//!
//! A service that only has the public key can't issue tokens, so a break-in there doesn't
//! compromise the others. In this example, both are a scope of one process: `/auth` issues tokens,
//! `/api` accepts them.
//!
//! The pair in this folder is for this example only. Make your own, and keep the private half out
//! of the repository:
//!
//! ```sh
//! openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt -out private.pem
//! openssl pkey -in private.pem -pubout -out public.pem
//! ```
//!
//! ```sh
//! cargo run -p jwt-fresh-examples --example key_pair
//!
//! # In another shell (jq extracts the token):
//! TOKEN=$(curl -s localhost:5000/auth/login -H 'Content-Type: application/json' \
//!   -d '{"username": "alice", "password": "wonderland"}' | jq -r .access_token)
//! curl -s localhost:5000/api/me -H "Authorization: Bearer $TOKEN"
//! # {"username":"alice"}
//! ```

use actix_web::{App, HttpResponse, HttpServer, Responder, get, post, web};
use jwt_fresh::{
    Algorithm, ConfigError, JwtConfig, JwtManager, KeySource, VerifyingKey, create_access_token,
    get_jwt_identity, jwt_required,
};
use jwt_fresh_examples::{check_password, listen_address};
use serde_json::json;

const PRIVATE_KEY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/key_pair/private.pem");
const PUBLIC_KEY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/key_pair/public.pem");

// The algorithm comes from the keys: a token that names another one, such as HS256, is refused.
// `KeySource::pem_pair` takes the text of the files instead, from a secret store for example.
fn issuer() -> Result<JwtManager, ConfigError> {
    let keys = KeySource::pem_files(Algorithm::ES256, PRIVATE_KEY, PUBLIC_KEY)?;
    JwtManager::new(JwtConfig::new(keys))
}

fn verifier() -> Result<JwtManager, ConfigError> {
    let public_key = VerifyingKey::from_pem_file(Algorithm::ES256, PUBLIC_KEY)?;
    JwtManager::new(JwtConfig::new(KeySource::keys(None, [public_key])))
}

#[derive(serde::Deserialize)]
struct Credentials {
    username: String,
    password: String,
}

#[post("/login")]
async fn login(body: web::Json<Credentials>) -> jwt_fresh::Result<HttpResponse> {
    if !check_password(&body.username, &body.password) {
        return Ok(
            HttpResponse::Unauthorized().json(json!({ "msg": "Wrong username or password" }))
        );
    }
    let access_token = create_access_token(&body.username).fresh(true).encode()?;
    Ok(HttpResponse::Ok().json(json!({ "access_token": access_token })))
}

#[get("/me")]
#[jwt_required]
async fn me() -> impl Responder {
    web::Json(json!({ "username": get_jwt_identity() }))
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let issuer = issuer()?;
    let verifier = verifier()?;

    HttpServer::new(move || {
        App::new()
            .service(web::scope("/auth").wrap(issuer.clone()).service(login))
            .service(web::scope("/api").wrap(verifier.clone()).service(me))
    })
    .bind(listen_address()?)?
    .run()
    .await
}

#[cfg(test)]
mod tests {
    use actix_web::test::{self, TestRequest};
    use serde_json::Value;

    use super::*;

    #[actix_web::test]
    async fn the_public_key_verifies_what_the_private_key_signed() {
        let app = App::new()
            .service(web::scope("/auth").wrap(issuer().unwrap()).service(login))
            .service(web::scope("/api").wrap(verifier().unwrap()).service(me));
        let app = test::init_service(app).await;
        let login_request = |password| {
            let body = json!({ "username": "alice", "password": password });
            TestRequest::post()
                .uri("/auth/login")
                .set_json(body)
                .to_request()
        };
        let refused = test::call_service(&app, login_request("guess")).await;
        assert_eq!(refused.status(), 401);

        let answer: Value = test::call_and_read_body_json(&app, login_request("wonderland")).await;
        let token = answer["access_token"].as_str().unwrap();
        let request = TestRequest::get().uri("/api/me");
        let request = request.insert_header(("Authorization", format!("Bearer {token}")));
        let answer: Value = test::call_and_read_body_json(&app, request.to_request()).await;
        assert_eq!(answer, json!({ "username": "alice" }));
    }

    #[actix_web::test]
    async fn tokens_of_other_keys_are_refused() {
        let jwt = verifier().unwrap();
        let app = test::init_service(App::new().wrap(jwt.clone()).service(me)).await;
        // Without the private key no token can be made.
        assert!(jwt.create_access_token("alice").encode().is_err());

        // The public key as an HMAC secret is the classic algorithm confusion. The library refuses
        // a PEM as a secret, so this is a plain one.
        let hmac = JwtManager::new(JwtConfig::new("a secret for tests, of at least 32 bytes"));
        let forged = hmac.unwrap().create_access_token("alice").encode().unwrap();
        let mut altered = issuer()
            .unwrap()
            .create_access_token("alice")
            .encode()
            .unwrap();
        altered.insert(altered.rfind('.').unwrap(), 'A');
        for token in [forged, altered] {
            let request = TestRequest::get().uri("/me");
            let request = request.insert_header(("Authorization", format!("Bearer {token}")));
            let response = test::call_service(&app, request.to_request()).await;
            assert_eq!(response.status(), 422);
        }
        let anonymous = TestRequest::get().uri("/me").to_request();
        assert_eq!(test::call_service(&app, anonymous).await.status(), 401);
    }
}
