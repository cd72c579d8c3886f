//! H4: an error had no name that a log or a counter could keep, and its variants were tuples that could not
//! get a field without breaking every app.
//!
//! Now each error has a `reason()` with a stable slug, and a pattern needs `..`.

use actix_web::{
    App,
    test::{TestRequest, call_service, init_service},
    web,
};
use jwt_fresh::{
    Access, JwtConfig, JwtError, JwtManager, Reason,
    TokenLocation::{Cookies, Headers, QueryString},
    jwt_required,
};
use jwt_fresh_tests::{Mint, NEW, SECRET, claims, endpoints, now};
use serde_json::json;

#[jwt_required(roles("admin"))]
async fn admins() -> &'static str {
    "an admin"
}

#[jwt_required(max_age = "5m")]
async fn recent() -> &'static str {
    "recent"
}

async fn unprotected(_: Access<String>) -> &'static str {
    "never"
}

fn config() -> JwtConfig {
    NEW.config()
        .token_locations([Headers, Cookies, QueryString])
        .decode_audience(["us"])
        .decode_issuers(["me"])
        .signs_for_others()
}

/// A token that is good everywhere, but for these changes.
fn token(changes: serde_json::Value) -> String {
    let mut all = json!({ "aud": "us", "iss": "me", "csrf": "a-value", "roles": ["admin"] });
    let object = all.as_object_mut().unwrap();
    object.extend(changes.as_object().unwrap().clone());
    NEW.token(all)
}

fn bearer(uri: &str, token: &str) -> TestRequest {
    TestRequest::get()
        .uri(uri)
        .insert_header(("Authorization", format!("Bearer {token}")))
}

fn cookie(token: &str) -> TestRequest {
    let cookie = format!("{}={token}", NEW.access_cookie());
    TestRequest::post()
        .uri("/protected")
        .insert_header(("Cookie", cookie))
}

fn with_header(header: &str) -> String {
    let claims = claims("sub", json!({ "aud": "us", "iss": "me" }));
    let mint = Mint::new(&claims).key(SECRET);
    mint.header(header).token()
}

/// The error with which a request is answered, and the status.
async fn answer(request: TestRequest) -> Option<(JwtError, u16)> {
    let jwt = JwtManager::builder(config())
        .user_lookup_loader(|token| async move {
            match token.identity().as_str() {
                Some("nobody") => Ok(None),
                Some("down") => Err(std::io::Error::other("the database is down")),
                _ => Ok(Some("a user".to_owned())),
            }
        })
        .token_in_blocklist_loader(|token| async move { token.jti() == Some("revoked") })
        .token_verification_loader(|token| async move { token.claims()["tenant"].is_null() })
        .build()
        .unwrap();
    let app = App::new()
        .wrap(jwt)
        .configure(endpoints)
        .route("/admins", web::get().to(admins))
        .route("/recent", web::get().to(recent))
        .route("/unprotected", web::get().to(unprotected));
    let app = init_service(app).await;
    let response = call_service(&app, request.to_request()).await;
    let status = response.status().as_u16();
    let error = response.response().error()?.as_error::<JwtError>()?.clone();
    Some((error, status))
}

#[actix_web::test]
async fn each_rejection_has_a_stable_slug() {
    let good = token(json!({}));
    let of = |changes| bearer("/protected", &token(changes));
    let at = |uri: &str, changes| bearer(uri, &token(changes));
    for (slug, status, request) in [
        ("missing_token", 401, TestRequest::get().uri("/protected")),
        ("invalid_header", 422, bearer("/protected", "one two")),
        (
            "sent_twice",
            422,
            TestRequest::get().uri(&format!("/protected?jwt={good}&jwt={good}")),
        ),
        ("malformed_token", 422, bearer("/protected", "no-token")),
        (
            "wrong_algorithm",
            422,
            bearer("/protected", &with_header(r#"{"alg":"none"}"#)),
        ),
        (
            "unsupported_extension",
            422,
            bearer(
                "/protected",
                &with_header(r#"{"alg":"HS256","crit":["exp"]}"#),
            ),
        ),
        (
            "bad_signature",
            422,
            bearer("/protected", &NEW.forged_token(json!({}))),
        ),
        ("missing_claim", 422, of(json!({ "exp": null }))),
        ("missing_claim", 422, of(json!({ "aud": null }))),
        ("invalid_claim", 422, of(json!({ "jti": 7 }))),
        ("invalid_claim", 422, of(json!({ "type": "other" }))),
        ("wrong_audience", 422, of(json!({ "aud": "them" }))),
        ("wrong_issuer", 422, of(json!({ "iss": "them" }))),
        ("not_yet_valid", 422, of(json!({ "nbf": now() + 600 }))),
        ("wrong_type", 422, of(json!({ "type": "refresh" }))),
        ("csrf_missing", 401, cookie(&good)),
        (
            "csrf_mismatch",
            401,
            cookie(&good).insert_header(("X-CSRF-TOKEN", "a guess")),
        ),
        (
            "cross_origin",
            401,
            cookie(&good)
                .insert_header(("Sec-Fetch-Site", "cross-site"))
                .insert_header(("Origin", "https://evil.example"))
                .insert_header(("Upgrade", "websocket")),
        ),
        ("expired", 401, of(json!({ "exp": now() - 600 }))),
        ("not_fresh", 401, at("/fresh", json!({ "fresh": false }))),
        (
            "login_too_old",
            401,
            at("/recent", json!({ "auth_time": now() - 600 })),
        ),
        ("missing_role", 403, at("/admins", json!({ "roles": [] }))),
        ("revoked", 401, of(json!({ "jti": "revoked" }))),
        ("claims_rejected", 400, of(json!({ "tenant": "other" }))),
        ("user_not_found", 401, of(json!({ "sub": "nobody" }))),
        ("callback_failed", 500, of(json!({ "sub": "down" }))),
        ("not_protected", 500, at("/unprotected", json!({}))),
    ] {
        let (error, answered) = answer(request).await.expect(slug);
        assert_eq!(error.reason().as_str(), slug, "{error:?}");
        assert_eq!(error.reason().to_string(), slug);
        assert_eq!(answered, status, "{slug}");
        assert_eq!(error.reason().is_failure(), status >= 500, "{slug}");
    }
    for request in [bearer("/protected", &good), at("/recent", json!({}))] {
        assert!(answer(request).await.is_none());
    }
}

#[actix_web::test]
async fn an_app_reads_and_makes_errors_without_tuples() {
    let too_old = bearer("/recent", &token(json!({ "auth_time": now() - 600 })));
    let (error, _) = answer(too_old).await.unwrap();
    let JwtError::LoginTooOld { token, max_age, .. } = &error else {
        panic!("{error:?}");
    };
    assert_eq!((*max_age, token.jti()), (300, Some("a-jti")));
    assert_eq!(error.token().and_then(|token| token.jti()), Some("a-jti"));

    let denied = JwtError::permission_denied(token.clone());
    assert_eq!(denied.reason(), Reason::PermissionDenied);
    for (error, text) in [
        (JwtError::missing_token("no token"), "no token"),
        (JwtError::invalid_token("another tenant"), "another tenant"),
        (
            JwtError::callback_failed("the database is down"),
            "a callback failed",
        ),
    ] {
        assert_eq!(error.to_string(), text);
        assert!(error.token().is_none());
    }
}

/// From outside, a variant can then neither be made nor be matched without `..`.
#[test]
fn every_variant_may_get_a_field() {
    for (name, source) in [
        (
            "JwtError",
            include_str!("../../jwt-fresh/src/error/jwt_error.rs"),
        ),
        (
            "ConfigError",
            include_str!("../../jwt-fresh/src/error/config_error.rs"),
        ),
    ] {
        let file = syn::parse_file(source).unwrap();
        let errors = file.items.into_iter().find_map(|item| match item {
            syn::Item::Enum(found) if found.ident == name => Some(found),
            _ => None,
        });
        for variant in errors.unwrap().variants {
            let is_marked =
                |attribute: &syn::Attribute| attribute.path().is_ident("non_exhaustive");
            assert!(variant.attrs.iter().any(is_marked), "{}", variant.ident);
            let is_tuple = matches!(variant.fields, syn::Fields::Unnamed(_));
            assert!(!is_tuple, "{}", variant.ident);
        }
    }
}
