//! An app with implicit refresh, with endpoints to log in and out.

use std::{
    sync::{LazyLock, Mutex},
    time::Duration,
};

use actix_web::{HttpResponse, Responder, web};
use jwt_fresh::{
    JwtConfig, JwtManager, JwtManagerBuilder, TokenLocation, create_access_token,
    create_refresh_token, get_jwt_identity, jwt_refresh_token_required, jwt_required, revoke_jwt,
    set_access_cookies, set_refresh_cookies, unset_access_cookies,
};
use jwt_fresh_tests::{
    Configuration, NEW, Request, Response, Server, SetCookie, TestClock, endpoints, log_out,
};
use serde_json::{Value, json};

pub const LOGIN: u64 = 1_700_000_000;
pub const LIFETIME: u64 = 900;
pub const WINDOW: u64 = 300;
pub const CAP: u64 = 3600;

/// A server and its clock, for one of the three configurations.
pub struct Site {
    pub clock: TestClock,
    pub jwt: JwtManager,
    pub server: Server,
    pub prefix: &'static str,
}

impl Site {
    pub fn start(configuration: Configuration) -> Self {
        Self::with(configuration, |config| config, |jwt| jwt)
    }

    pub fn with(
        configuration: Configuration,
        change: impl FnOnce(JwtConfig) -> JwtConfig,
        callbacks: impl FnOnce(JwtManagerBuilder) -> JwtManagerBuilder,
    ) -> Self {
        let clock = TestClock::at(LOGIN);
        let config = configuration
            .config()
            .token_locations([
                TokenLocation::Cookies,
                TokenLocation::Headers,
                TokenLocation::QueryString,
            ])
            .implicit_refresh(Duration::from_secs(WINDOW), Duration::from_secs(CAP))
            .carry_claims(["role"])
            .clock(clock.clone());
        let jwt = callbacks(JwtManager::builder(change(config)))
            .build()
            .unwrap();
        let server = Server::with(&jwt, |app| {
            endpoints(app);
            app.route("/login", web::post().to(login))
                .route("/logout", web::to(log_out))
                .route("/logout/access", web::to(logout_access))
                .route("/revoke", web::to(revoke))
                .route("/login-again", web::to(login_again))
                .route("/status/{status}", web::to(status))
                .route("/refresh-token", web::to(refresh_token))
                .route("/slow", web::to(slow));
        });
        let prefix = if configuration.name == NEW.name {
            "__Host-"
        } else {
            ""
        };
        Self {
            clock,
            jwt,
            server,
            prefix,
        }
    }

    pub fn name(&self, cookie: &str) -> String {
        format!("{}{cookie}", self.prefix)
    }

    pub fn at(&self, seconds_after_login: u64) -> &Self {
        self.clock.set(LOGIN + seconds_after_login);
        self
    }

    /// The access token that a log-in sets.
    pub fn log_in(&self) -> String {
        let answer = self.server.send(&Request::post("/login"));
        self.renewed(&answer)
            .expect("a log-in sets the cookie")
            .value
    }

    pub fn request(&self, target: &str, token: &str) -> Request {
        let cookie = format!("{}={token}", self.name("access_token_cookie"));
        Request::get(target).header("Cookie", cookie)
    }

    pub fn get(&self, target: &str, token: &str) -> Response {
        self.server.send(&self.request(target, token))
    }

    pub fn renewed(&self, answer: &Response) -> Option<SetCookie> {
        SetCookie::named(answer, &self.name("access_token_cookie"))
    }

    pub fn claims(&self, token: &str) -> Value {
        json!(self.jwt.decode_token(token).unwrap().claims())
    }
}

async fn login() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok().finish();
    let access = create_access_token("test").fresh(true);
    let access = access
        .claims(json!({ "role": "admin" }))
        .header("kid", "k1");
    set_access_cookies(&mut response, &access.encode()?)?;
    set_refresh_cookies(&mut response, &create_refresh_token("test").encode()?)?;
    Ok(response)
}

#[jwt_required]
async fn logout_access() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok().finish();
    unset_access_cookies(&mut response)?;
    Ok(response)
}

/// A log-out that leaves the cookies to the browser.
#[jwt_required]
async fn revoke() -> jwt_fresh::Result<&'static str> {
    revoke_jwt().await?;
    Ok("revoked")
}

#[jwt_required]
async fn login_again() -> jwt_fresh::Result<HttpResponse> {
    let mut response = HttpResponse::Ok().finish();
    let access = create_access_token(get_jwt_identity())
        .fresh(true)
        .encode()?;
    set_access_cookies(&mut response, &access)?;
    Ok(response)
}

#[jwt_required]
async fn status(status: web::Path<u16>) -> impl Responder {
    let status = actix_web::http::StatusCode::from_u16(*status).unwrap();
    HttpResponse::build(status).finish()
}

#[jwt_refresh_token_required]
async fn refresh_token() -> &'static str {
    "a refresh token"
}

/// The clock that the slow handler moves.
pub static SLOW: LazyLock<Mutex<Option<(TestClock, u64)>>> = LazyLock::new(Mutex::default);

/// A handler that is at work for as long as a test says.
#[jwt_required]
async fn slow() -> &'static str {
    let (clock, seconds) = SLOW.lock().unwrap().take().expect("the test sets it");
    clock.pass(Duration::from_secs(seconds));
    "done at last"
}
