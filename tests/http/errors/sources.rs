//! `source()` of an opaque error is the app's own error; no client and no `Debug` output contains it.

use std::{collections::BTreeMap, error::Error, fmt, time::Duration};

use actix_web::{
    App,
    body::to_bytes,
    rt::System,
    test::{TestRequest, call_service, init_service},
    web,
};
use jwt_fresh::{
    Algorithm, ConfigError, DynRevocationStore, JwtError, JwtManager, JwtManagerBuilder,
    Revocation, RevocationQuery, RevocationStore, SigningKey, Verdict, VerifyingKey, jwt_required,
};
use jwt_fresh_tests::{LogBook, Mint, NEW, claims, config_error};
use serde_json::json;
use tokio::task::yield_now;

/// The message of the app's error, which no client may read.
const CONFIDENTIAL: &str = "postgres://admin:hunter2@10.0.0.8 is down";

/// The app's own error.
#[derive(Clone, Debug, PartialEq)]
struct Down;

impl fmt::Display for Down {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(CONFIDENTIAL)
    }
}

impl Error for Down {}

impl RevocationStore for Down {
    type Error = Self;

    async fn revoke(&self, _: &Revocation<'_>) -> Result<(), Self> {
        Err(Self)
    }

    async fn check(&self, _: &RevocationQuery<'_>) -> Result<Verdict, Self> {
        Err(Self)
    }
}

#[jwt_required]
async fn protected() -> &'static str {
    "passed"
}

/// The response to a request with a valid token: its status, its body and its error.
async fn send(jwt: JwtManager, token: &str) -> (u16, String, JwtError) {
    let app = App::new().wrap(jwt).route("/", web::get().to(protected));
    let app = init_service(app).await;
    let request = TestRequest::get().insert_header(("Authorization", format!("Bearer {token}")));
    let response = call_service(&app, request.to_request()).await;
    let error = response.response().error().expect("it is an error");
    let error = error.as_error::<JwtError>().expect("it is ours").clone();
    let status = response.status().as_u16();
    let body = to_bytes(response.into_body()).await.ok().unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap(), error)
}

fn builder() -> JwtManagerBuilder {
    JwtManager::builder(NEW.config())
}

fn source<T: Error + 'static>(error: &JwtError) -> &T {
    error
        .source()
        .and_then(|source| source.downcast_ref())
        .unwrap_or_else(|| panic!("{error:?} has another source"))
}

fn assert_redacted(error: &JwtError) {
    for printed in [
        error.to_string(),
        format!("{error:?}"),
        format!("{error:#?}"),
    ] {
        assert!(!printed.contains(CONFIDENTIAL), "{printed}");
        assert!(!printed.contains("Down"), "{printed}");
    }
}

#[test]
fn a_failing_callback_or_store_is_the_source() {
    type Case = (&'static str, JwtManagerBuilder, u16);
    let log = LogBook::open();
    let cases: [Case; 6] = [
        ("store", builder().revocation_store(Down), 503),
        (
            "store that is boxed",
            builder().revocation_store(DynRevocationStore::new(Down)),
            503,
        ),
        (
            "token_in_blocklist_loader",
            JwtManager::builder(NEW.with_blocklist())
                .token_in_blocklist_loader(|_| async { Err::<bool, _>(Down) }),
            503,
        ),
        (
            "token_verification_loader",
            builder().token_verification_loader(|_| async { Err::<bool, _>(Down) }),
            500,
        ),
        (
            "user_lookup_loader",
            builder().user_lookup_loader(|_| async { Err::<Option<()>, _>(Down) }),
            500,
        ),
        (
            "decode_key_loader",
            builder().decode_key_loader(|_| async { Err::<VerifyingKey, _>(Down) }),
            500,
        ),
    ];
    let token = NEW.token(json!({}));
    for (name, builder, expected) in cases {
        let before = log.lines_with(CONFIDENTIAL).len();
        let (status, body, error) = System::new().block_on(send(builder.build().unwrap(), &token));
        let text = match expected {
            503 => r#"{"msg":"Service Unavailable"}"#,
            _ => r#"{"msg":"Internal Server Error"}"#,
        };
        assert_eq!((status, body.as_str()), (expected, text), "{name}");
        match (expected, &error) {
            (503, JwtError::BlocklistUnavailable { .. })
            | (500, JwtError::CallbackFailed { .. }) => {}
            (_, other) => panic!("{name}: {other:?}"),
        }
        assert_eq!(source::<Down>(&error), &Down, "{name}");
        assert_redacted(&error);
        assert!(log.lines_with(CONFIDENTIAL).len() > before, "{name}");
    }
}

#[test]
fn an_unusable_key_of_a_callback_is_told_from_a_failing_callback() {
    const WEAK: &str = "too short a secret";
    let jwt = builder()
        .encode_key_loader(|_| async { SigningKey::from_secret(Algorithm::HS256, WEAK) })
        .decode_key_loader(|_| async { VerifyingKey::from_secret(Algorithm::HS256, WEAK) })
        .build()
        .unwrap();
    let weak = config_error!(WeakSecret {
        algorithm: Algorithm::HS256,
    });

    let error = jwt.create_access_token("test").encode().unwrap_err();
    assert!(matches!(error, JwtError::UnusableKey { .. }), "{error:?}");
    assert_eq!(source::<ConfigError>(&error), &weak);

    let token = Mint::new(&claims("sub", json!({}))).key(WEAK).token();
    let (status, body, error) = System::new().block_on(send(jwt, &token));
    let opaque = (500, r#"{"msg":"Internal Server Error"}"#);
    assert_eq!((status, body.as_str()), opaque);
    assert!(matches!(error, JwtError::UnusableKey { .. }), "{error:?}");
    assert_eq!(source::<ConfigError>(&error), &weak);
}

#[test]
fn an_error_outside_of_a_request_has_its_source_too() {
    let jwt = builder()
        .additional_claims_loader(|identity| async move {
            match identity.as_str() {
                Some("nobody") => Err(Down),
                _ => Ok(json!({})),
            }
        })
        .revocation_store(Down)
        .build()
        .unwrap();

    let failed = jwt.create_access_token("nobody").encode().unwrap_err();
    assert!(
        matches!(failed, JwtError::CallbackFailed { .. }),
        "{failed:?}"
    );
    assert_eq!(source::<Down>(&failed), &Down);
    assert_redacted(&failed);

    let no_json = BTreeMap::from([((1, 2), "a key that is no string")]);
    for error in [
        jwt.create_access_token(&no_json).encode(),
        jwt.create_access_token("test").claims(&no_json).encode(),
    ] {
        let error = error.unwrap_err();
        assert!(
            matches!(error, JwtError::TokenNotCreated { .. }),
            "{error:?}"
        );
        let reason = source::<serde_json::Error>(&error).to_string();
        assert!(reason.contains("key must be a string"), "{reason}");
    }
    let zero = jwt.create_access_token("test").expires_in(Duration::ZERO);
    let reason = zero.encode().unwrap_err().source().unwrap().to_string();
    assert!(reason.contains("`expires_in` is zero"), "{reason}");

    let token = jwt.create_access_token("test").encode().unwrap();
    let token = jwt.decode_token(&token).unwrap();
    let error = System::new().block_on(jwt.revoke(&token)).unwrap_err();
    assert!(
        matches!(error, JwtError::BlocklistUnavailable { .. }),
        "{error:?}"
    );
    assert_eq!(source::<Down>(&error), &Down);
    assert_redacted(&error);
}

#[test]
fn a_callback_that_has_to_be_awaited_is_named_as_such() {
    let log = LogBook::open();
    let jwt = builder()
        .additional_claims_loader(|_| async {
            yield_now().await;
            json!({})
        })
        .decode_key_loader(|_| async {
            yield_now().await;
            VerifyingKey::from_secret(Algorithm::HS256, "x".repeat(32))
        })
        .build()
        .unwrap();
    let encoded = jwt.create_access_token("test").encode();
    assert!(
        matches!(encoded, Err(JwtError::WouldBlock { .. })),
        "{encoded:?}"
    );
    let decoded = jwt.decode_token(&NEW.token(json!({})));
    assert!(
        matches!(decoded, Err(JwtError::WouldBlock { .. })),
        "{decoded:?}"
    );
    for hint in [
        "`.encode()` can't wait for it",
        "use `decode_async` instead of `decode`",
    ] {
        assert!(!log.lines_with(hint).is_empty(), "{hint}");
    }
}
