//! Keys that callbacks choose for each token.

use actix_web::web;
use jwt_fresh::{
    Algorithm, JwtManager, JwtManagerBuilder, SigningKey, VerifyingKey, create_access_token,
    dangerous::UnverifiedToken,
};
use jwt_fresh_tests::{
    ALL, Configuration, FLASK, LogBook, Mint, NEW, QUART, Request, Server, claims, endpoints, pem,
};
use serde_json::json;

/// The tenants, each with an algorithm and a key of its own.
fn signing_key(tenant: &str) -> Option<SigningKey> {
    let key = match tenant {
        "acme" => SigningKey::from_secret(Algorithm::HS512, secret("acme")),
        "bolt" => SigningKey::from_pem(Algorithm::ES256, pem("p256.pem")),
        "corp" => SigningKey::from_pem(Algorithm::RS256, pem("rsa.pem")),
        "dorm" => SigningKey::from_pem(Algorithm::EdDSA, pem("ed25519.pem")),
        _ => return None,
    };
    Some(key.unwrap())
}

fn verifying_key(tenant: &str) -> Option<VerifyingKey> {
    let key = match tenant {
        "acme" => VerifyingKey::from_secret(Algorithm::HS512, secret("acme")),
        "bolt" => VerifyingKey::from_pem(Algorithm::ES256, pem("p256.pub.pem")),
        "corp" => VerifyingKey::from_pem(Algorithm::RS256, pem("rsa.pub.pem")),
        "dorm" => VerifyingKey::from_pem(Algorithm::EdDSA, pem("ed25519.pub.pem")),
        _ => return None,
    };
    Some(key.unwrap())
}

fn secret(tenant: &str) -> String {
    format!("{tenant}: {}", "x".repeat(64))
}

const TENANTS: [&str; 4] = ["acme", "bolt", "corp", "dorm"];

fn kid(token: &UnverifiedToken) -> String {
    token.header()["kid"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

async fn login(tenant: web::Path<String>) -> jwt_fresh::Result<String> {
    let tenant = tenant.into_inner();
    create_access_token(&tenant).header("kid", tenant).await
}

fn serve(callbacks: JwtManagerBuilder) -> Server {
    Server::with(&callbacks.build().unwrap(), |app| {
        endpoints(app);
        app.route("/login/{tenant}", web::get().to(login));
    })
}

/// Each tenant's own keys, with a pause before they are there.
fn by_tenant(configuration: Configuration) -> Server {
    serve(
        JwtManager::builder(configuration.config())
            .encode_key_loader(|identity| async move {
                tokio::task::yield_now().await;
                signing_key(identity.as_str().unwrap()).ok_or("there is no such tenant")
            })
            .decode_key_loader(|token| async move {
                tokio::task::yield_now().await;
                verifying_key(&kid(&token))
            }),
    )
}

#[test]
fn each_token_is_signed_and_verified_with_the_key_that_was_chosen() {
    for configuration in ALL {
        let name = configuration.name;
        let server = by_tenant(configuration);
        for tenant in TENANTS {
            let token = server.send(&Request::get(&format!("/login/{tenant}"))).body;
            let answer = server.send(&Request::get("/protected").bearer(&token));
            assert_eq!(answer.status, 200, "{name} {tenant}: {}", answer.body);
            assert_eq!(answer.json()["identity"], tenant, "{name}");

            // Under the name of another tenant it is that tenant's key that counts.
            for other in TENANTS.into_iter().filter(|other| *other != tenant) {
                let (_, rest) = token.split_once('.').unwrap();
                let algorithm = signing_key(tenant).unwrap().algorithm().name();
                let header = json!({ "alg": algorithm, "typ": "JWT", "kid": other });
                let renamed = Mint::new(&json!({})).header(header.to_string()).segments();
                let renamed = format!("{}.{rest}", renamed[0]);
                let answer = server.send(&Request::get("/protected").bearer(renamed));
                assert_eq!(answer.status, 422, "{name}: {tenant} as {other}");
            }
        }
        // The configured secret is for no token any more.
        let answer =
            server.send(&Request::get("/protected").bearer(configuration.token(json!({}))));
        assert_eq!(answer.status, 422, "{name}");
        let unknown = server.send(&Request::get("/login/nobody"));
        assert_eq!(unknown.status, 500, "{name}");
    }
}

#[test]
fn a_token_that_no_key_is_for_is_the_clients_fault() {
    for configuration in ALL {
        let server = by_tenant(configuration);
        let claims = claims(configuration.identity_claim, json!({}));
        for kid in [
            json!("nobody"),
            json!(""),
            json!("../acme"),
            json!("acme\0"),
        ] {
            let header = json!({ "alg": "HS512", "typ": "JWT", "kid": kid });
            let token = Mint::new(&claims)
                .header(header.to_string())
                .signed_with("HS512")
                .key(secret("acme"))
                .token();
            for endpoint in ["/protected", "/optional"] {
                let answer = server.send(&Request::get(endpoint).bearer(&token));
                let told = json!({ "msg": "Signature verification failed" });
                assert_eq!((answer.status, answer.json()), (422, told), "{kid}");
            }
        }
    }
}

#[test]
fn a_key_callback_that_fails_is_500_and_opaque() {
    let log = LogBook::open();
    for configuration in ALL {
        let server = serve(
            JwtManager::builder(configuration.config())
                .encode_key_loader(|_| async { Err::<SigningKey, _>("the vault is sealed") })
                .decode_key_loader(|_| async { Err::<VerifyingKey, _>("the vault is sealed") }),
        );
        let token = configuration.token(json!({}));
        for request in [
            Request::get("/protected").bearer(&token),
            Request::get("/optional").bearer(&token),
            Request::get("/login/acme"),
        ] {
            let answer = server.send(&request);
            let opaque = r#"{"msg":"Internal Server Error"}"#;
            assert_eq!(
                (answer.status, answer.body.as_str()),
                (500, opaque),
                "{request}"
            );
        }
    }
    for callback in ["encode_key_loader", "decode_key_loader"] {
        let lines = log.lines_with(callback);
        assert!(
            lines
                .iter()
                .any(|line| line.contains("the vault is sealed")),
            "{callback}"
        );
    }
}

/// What a log-in and a request say, with a chosen secret of 31 bytes or an RSA key of 1024 bits.
fn answers_with_weak_keys(configuration: Configuration) -> [u16; 3] {
    const WEAK: &str = "thirty-one bytes are a few less";
    assert_eq!(WEAK.len(), 31);
    let server = serve(
        JwtManager::builder(configuration.config())
            .encode_key_loader(|identity| async move {
                match identity.as_str() {
                    Some("short-rsa") => {
                        SigningKey::from_pem(Algorithm::RS256, pem("short_rsa.pem"))
                    }
                    _ => SigningKey::from_secret(Algorithm::HS256, WEAK),
                }
            })
            .decode_key_loader(|_| async { VerifyingKey::from_secret(Algorithm::HS256, WEAK) }),
    );
    let claims = claims(configuration.identity_claim, json!({}));
    let token = Mint::new(&claims).key(WEAK).token();
    [
        Request::get("/login/acme"),
        Request::get("/protected").bearer(token),
        Request::get("/login/short-rsa"),
    ]
    .map(|request| server.send(&request).status)
}

#[test]
fn a_weak_key_is_refused_by_new_wherever_it_comes_from_and_warned_of_by_the_others() {
    let log = LogBook::open();
    assert_eq!(answers_with_weak_keys(NEW), [500, 500, 500]);
    let refused = log.lines_with("a callback failed");
    for weakness in ["too short for HS256", "RSA key is too short"] {
        assert!(
            refused.iter().any(|line| line.contains(weakness)),
            "{weakness}"
        );
    }
    for configuration in [QUART, FLASK] {
        let [login, protected, _] = answers_with_weak_keys(configuration);
        assert_eq!([login, protected], [200, 200], "{}", configuration.name);
    }
    let warned = log.lines_with("a key is too weak");
    assert!(
        warned.iter().any(|line| line.contains("_key_loader")),
        "{warned:?}"
    );
}
