//! An app with log-out endpoints, for the tests over HTTP.

use actix_web::{HttpResponse, Responder, web};
use jwt_fresh::{
    JwtConfig, JwtManager, JwtManagerBuilder, MemoryRevocationStore, decode_token, jwt_optional,
    jwt_refresh_token_required, jwt_required, revoke_jwt, revoke_token,
};
use jwt_fresh_tests::{ALL, Request, Server, endpoints};

/// The three configurations, by name.
pub fn configurations() -> [(&'static str, JwtConfig); 3] {
    ALL.map(|configuration| (configuration.name, configuration.config()))
}

/// A server with a store in memory.
pub fn start(config: JwtConfig) -> (JwtManager, Server) {
    let store = MemoryRevocationStore::new();
    serve(JwtManager::builder(config).revocation_store(store))
}

pub fn serve(builder: JwtManagerBuilder) -> (JwtManager, Server) {
    let jwt = builder.build().expect("it is a good configuration");
    let server = Server::with(&jwt, |app| {
        endpoints(app);
        app.route("/logout", web::post().to(logout))
            .route("/logout/refresh", web::post().to(logout_refresh))
            .route("/logout/both", web::post().to(logout_both))
            .route("/logout/optional", web::post().to(logout_optional))
            .route("/logout/open", web::post().to(logout_open));
    });
    (jwt, server)
}

/// Status and message of the answer to a token; the message of a 200 is empty.
pub fn ask(server: &Server, endpoint: &str, token: &str) -> (u16, String) {
    said(server, &Request::get(endpoint).bearer(token))
}

/// The same for a log-out.
pub fn log_out(server: &Server, endpoint: &str, token: &str) -> (u16, String) {
    said(server, &Request::post(endpoint).bearer(token))
}

pub fn said(server: &Server, request: &Request) -> (u16, String) {
    let answer = server.send(request);
    let message = match answer.status {
        200 | 204 => String::new(),
        _ => answer.json()["msg"].as_str().unwrap_or_default().to_owned(),
    };
    (answer.status, message)
}

pub fn revoked() -> (u16, String) {
    (401, "Token has been revoked".to_owned())
}

pub fn fine() -> (u16, String) {
    (200, String::new())
}

pub fn gone() -> (u16, String) {
    (204, String::new())
}

#[jwt_required]
async fn logout() -> jwt_fresh::Result<impl Responder> {
    revoke_jwt().await?;
    Ok(HttpResponse::NoContent())
}

#[jwt_refresh_token_required]
async fn logout_refresh() -> jwt_fresh::Result<impl Responder> {
    revoke_jwt().await?;
    Ok(HttpResponse::NoContent())
}

#[jwt_required]
async fn logout_both(refresh_token: String) -> jwt_fresh::Result<impl Responder> {
    revoke_token(&decode_token(&refresh_token)?).await?;
    revoke_jwt().await?;
    Ok(HttpResponse::NoContent())
}

#[jwt_optional]
async fn logout_optional() -> jwt_fresh::Result<impl Responder> {
    revoke_jwt().await?;
    Ok(HttpResponse::NoContent())
}

async fn logout_open() -> jwt_fresh::Result<impl Responder> {
    revoke_jwt().await?;
    Ok(HttpResponse::NoContent())
}
