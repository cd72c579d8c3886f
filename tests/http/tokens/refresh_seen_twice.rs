//! A request that a refresh token has authenticated is no login, even if a second check, by hand, publishes
//! another token or none.

use actix_web::{HttpRequest, HttpResponse, web};
use jwt_fresh::{
    JwtManager, TokenLocation, create_access_token, jwt_refresh_token_required,
    verify_jwt_in_request,
};
use jwt_fresh_tests::{ALL, Request, Server};
use serde_json::json;

/// The second check finds no token, and admits that.
#[jwt_refresh_token_required]
async fn anonymous(request: HttpRequest) -> jwt_fresh::Result<HttpResponse> {
    let check = verify_jwt_in_request(&request).optional();
    check.locations([TokenLocation::QueryString]).await?;
    made()
}

/// It finds the access token.
#[jwt_refresh_token_required]
async fn other(request: HttpRequest) -> jwt_fresh::Result<HttpResponse> {
    let check = verify_jwt_in_request(&request);
    check.locations([TokenLocation::QueryString]).await?;
    made()
}

/// Control: a login.
async fn login() -> jwt_fresh::Result<HttpResponse> {
    made()
}

fn made() -> jwt_fresh::Result<HttpResponse> {
    let token = create_access_token("test").fresh(true).encode()?;
    Ok(HttpResponse::Ok().json(json!({ "token": token })))
}

#[test]
fn a_second_check_makes_no_login() {
    for of in ALL {
        let config = of.config().encode_auth_time(true);
        let config = config.token_locations([TokenLocation::Headers, TokenLocation::QueryString]);
        let jwt = JwtManager::new(config).unwrap();
        let server = Server::with(&jwt, |app| {
            app.route("/anonymous", web::get().to(anonymous))
                .route("/other", web::get().to(other))
                .route("/login", web::get().to(login));
        });
        let refresh = jwt.create_refresh_token("test").encode().unwrap();
        let access = jwt.create_access_token("test").encode().unwrap();
        for path in ["/anonymous".to_owned(), format!("/other?jwt={access}")] {
            let answer = server.send(&Request::get(&path).bearer(&refresh));
            if of.name == "new" {
                assert_eq!(answer.status, 500, "{path} {answer:?}");
                continue;
            }
            assert_eq!(answer.status, 200, "{} {path} {answer:?}", of.name);
            let token = answer.json()["token"].as_str().unwrap().to_owned();
            let token = jwt.decode_token(&token).unwrap();
            assert_eq!(token.authenticated_at(), None, "{} {path}", of.name);
        }
        let answer = server.send(&Request::get("/login"));
        let token = answer.json()["token"].as_str().unwrap().to_owned();
        let token = jwt.decode_token(&token).unwrap();
        assert!(token.authenticated_at().is_some(), "{}", of.name);
    }
}
