//! A13: by hand, `.verify_type(false).refresh()` accepted a token of any type.
//!
//! The attributes reject such a combination at compile time.

use std::time::Duration;

use actix_web::{HttpRequest, Responder, web};
use jwt_fresh::{
    JwtManager, get_jwt_identity, verify_fresh_jwt_in_request, verify_jwt_in_request,
    verify_jwt_refresh_token_in_request,
};
use jwt_fresh_tests::{ALL, LogBook, NEW, Request, Server};

const WINDOW: Duration = Duration::from_secs(300);

async fn by_hand(
    case: web::Path<String>,
    request: HttpRequest,
) -> jwt_fresh::Result<impl Responder> {
    let check = || verify_jwt_in_request(&request);
    match &**case {
        "any-refresh" => check().verify_type(false).refresh().await?,
        "refresh-any" => {
            verify_jwt_refresh_token_in_request(&request)
                .verify_type(false)
                .await?
        }
        "refresh-fresh" => verify_fresh_jwt_in_request(&request).refresh().await?,
        "refresh-max-age" => check().refresh().max_age(WINDOW).await?,
        "any-fresh" => check().fresh().verify_type(false).await?,
        "any-max-age" => check().max_age(WINDOW).verify_type(false).await?,
        "optional-any-refresh" => check().optional().verify_type(false).refresh().await?,
        // Controls.
        "any" => check().verify_type(false).await?,
        "typed" => check().verify_type(false).verify_type(true).await?,
        _ => {
            verify_fresh_jwt_in_request(&request)
                .max_age(WINDOW)
                .await?
        }
    }
    Ok(get_jwt_identity().to_string())
}

#[test]
fn requirements_that_contradict_each_other_are_an_error() {
    let log = LogBook::open();
    for of in ALL {
        let jwt = JwtManager::new(of.config()).unwrap();
        let access = jwt
            .create_access_token("test")
            .fresh(true)
            .encode()
            .unwrap();
        let refresh = jwt.create_refresh_token("test").encode().unwrap();
        let server = Server::with(&jwt, |app| {
            app.route("/{case}", web::to(by_hand));
        });
        let send = |path: &str, token: &str| server.send(&Request::get(path).bearer(token));
        for case in [
            "any-refresh",
            "refresh-any",
            "refresh-fresh",
            "refresh-max-age",
            "any-fresh",
            "any-max-age",
            "optional-any-refresh",
        ] {
            // In Flask, and so under the ports, a refresh token may have to be fresh.
            if case == "refresh-fresh" && of.name != NEW.name {
                continue;
            }
            for token in [&access, &refresh] {
                let answer = send(&format!("/{case}"), token);
                assert_eq!(answer.status, 500, "{} {case}: {answer:?}", of.name);
                assert!(
                    !answer.body.contains("test"),
                    "{} {case}: {answer:?}",
                    of.name
                );
            }
        }
        for case in ["any", "typed", "fresh"] {
            assert_eq!(
                send(&format!("/{case}"), &access).status,
                200,
                "{} {case}",
                of.name
            );
        }
        assert_eq!(send("/any", &refresh).status, 200, "{}", of.name);
        assert_eq!(send("/typed", &refresh).status, 422, "{}", of.name);
    }
    let lines = log.lines_with("contradict each other");
    assert!(
        lines.iter().all(|line| line.starts_with("ERROR")),
        "{lines:?}"
    );
    assert!(
        lines
            .iter()
            .any(|line| line.contains("`.verify_type(false)`")),
        "{lines:?}"
    );
}
