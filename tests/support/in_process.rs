//! Sends requests to the handlers of one test within its process, without a server.

use actix_web::{
    App,
    body::to_bytes,
    http::StatusCode,
    test::{TestRequest, call_service, init_service},
    web::ServiceConfig,
};
use jwt_fresh::{JwtConfig, JwtManager};

/// What a request brings.
#[derive(Clone, Copy, Debug)]
pub enum Token {
    None,
    Access,
    Fresh,
    Refresh,
}

pub const ALL: [Token; 4] = [Token::None, Token::Access, Token::Fresh, Token::Refresh];

impl Token {
    fn encode(self, jwt: &JwtManager) -> Option<String> {
        let token = match self {
            Self::None => return None,
            Self::Access => jwt.create_access_token("test").encode(),
            Self::Fresh => jwt.create_access_token("test").fresh(true).encode(),
            Self::Refresh => jwt.create_refresh_token("test").encode(),
        };
        Some(token.unwrap())
    }
}

/// Sends `request` with `token` to an app of the handlers that `configure` registers.
pub async fn send(
    configure: impl FnOnce(&mut ServiceConfig),
    request: TestRequest,
    token: Token,
) -> (u16, String) {
    let jwt = JwtManager::new(JwtConfig::quart("super-secret")).unwrap();
    let app = init_service(App::new().wrap(jwt.clone()).configure(configure)).await;
    let request = match token.encode(&jwt) {
        Some(token) => request.insert_header(("Authorization", format!("Bearer {token}"))),
        None => request,
    };
    let response = call_service(&app, request.to_request()).await;
    let status = response.status().as_u16();
    let body = to_bytes(response.into_body()).await.ok().unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

/// The statuses for a GET without a token, with an access token, a fresh one and a refresh token.
pub async fn statuses(configure: impl FnOnce(&mut ServiceConfig) + Copy, uri: &str) -> [u16; 4] {
    let mut statuses = [0; 4];
    for (status, token) in statuses.iter_mut().zip(ALL) {
        *status = send(configure, TestRequest::with_uri(uri), token).await.0;
    }
    statuses
}

/// The body of a GET with an access token, after one without a token was refused.
pub async fn protected(configure: impl FnOnce(&mut ServiceConfig) + Copy, uri: &str) -> String {
    protected_request(configure, || TestRequest::with_uri(uri)).await
}

/// The body of a request with an access token, after one without a token was refused.
pub async fn protected_request(
    configure: impl FnOnce(&mut ServiceConfig) + Copy,
    request: impl Fn() -> TestRequest,
) -> String {
    let (status, body) = send(configure, request(), Token::None).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED, "without a token: {body}");
    let (status, body) = send(configure, request(), Token::Access).await;
    assert_eq!(status, StatusCode::OK, "with a token: {body}");
    body
}
