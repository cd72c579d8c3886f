//! A page that sets and unsets all cookies.

use std::time::Duration;

use actix_web::{HttpResponse, web};
use jwt_fresh::{
    CookieOverrides, JwtManager, Result, create_access_token, set_access_cookies_with,
};
use jwt_fresh_tests::{Request, Server, SetCookie, log_in, log_out};

/// Sets the cookies of both kinds of token.
pub const SET: &str = "/set";

/// Unsets them.
pub const UNSET: &str = "/unset";

/// Calls the page of an app, and takes the cookies that it sets apart.
pub fn call(jwt: &JwtManager, path: &str) -> Vec<SetCookie> {
    let page = Server::with(jwt, configure);
    let response = page.send(&Request::post(path));
    assert_eq!(response.status, 200, "{}", response.body);
    SetCookie::all(&response)
}

fn configure(app: &mut web::ServiceConfig) {
    app.route(SET, web::post().to(log_in))
        .route("/set-access/{max_age}", web::post().to(set_access))
        .route(UNSET, web::post().to(log_out));
}

async fn set_access(max_age: web::Path<u64>) -> Result<HttpResponse> {
    let mut response = HttpResponse::Ok().finish();
    let arguments = CookieOverrides::new().max_age(Duration::from_secs(*max_age));
    let token = create_access_token("test").encode()?;
    set_access_cookies_with(&mut response, &token, &arguments)?;
    Ok(response)
}
