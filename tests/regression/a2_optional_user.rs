//! A2: a `user_lookup_loader` whose user was an `Option` found a user for everybody.

use std::sync::Arc;

use actix_web::{App, get, http::StatusCode, test as app_test};
use jwt_fresh::{ConfigError, JwtConfig, JwtManager, jwt_required};
use serde_json::Value;

#[get("/")]
#[jwt_required]
async fn protected() -> &'static str {
    "secret"
}

#[derive(Clone)]
struct User;

/// What `build` says of a loader that finds a user of that type.
fn built<U: Clone + Send + Sync + 'static>(user: U) -> Result<JwtManager, ConfigError> {
    JwtManager::builder(JwtConfig::quart("super-secret"))
        .user_lookup_loader(move |_| {
            let user = user.clone();
            async move { Some(user) }
        })
        .build()
}

#[test]
fn a_user_that_may_be_nobody_is_refused_at_start() {
    let deleted: Option<User> = None;
    for error in [
        built(deleted.clone()).err(),
        built(Arc::new(deleted.clone())).err(),
        built(vec![deleted.clone()]).err(),
        built(Ok::<_, String>(deleted)).err(),
        built(Ok::<_, String>(User)).err(),
    ] {
        let error = error.expect("it may be nobody");
        assert!(matches!(error, ConfigError::OptionalUser { .. }), "{error}");
        assert!(
            error.to_string().contains("Result<Option<U>, E>"),
            "{error}"
        );
    }
    assert!(built(User).is_ok());
    assert!(built(Arc::new(User)).is_ok());
}

#[actix_web::test]
async fn a_json_null_is_no_user() {
    for (user, status) in [
        (Value::Null, StatusCode::UNAUTHORIZED),
        (Value::from("alice"), StatusCode::OK),
    ] {
        let jwt = built(user).unwrap();
        let token = jwt.create_access_token("alice").encode().unwrap();
        let app = app_test::init_service(App::new().wrap(jwt).service(protected)).await;
        let request = app_test::TestRequest::get()
            .uri("/")
            .insert_header(("Authorization", format!("Bearer {token}")))
            .to_request();
        assert_eq!(app_test::call_service(&app, request).await.status(), status);
    }
}
