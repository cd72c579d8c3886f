//! The apps that requests are sent to. Their clock stands still.

use std::{
    sync::LazyLock,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use jwt_fresh::{
    ConfigError, JwtConfig, JwtManager, JwtManagerBuilder,
    TokenLocation::{self, Cookies, Headers},
};
use jwt_fresh_tests::{Request, Server};
use serde_json::{Value, json};

use super::PYTHON;
use crate::harness::endpoints;

/// The second in which everything happens.
pub const NOW: i64 = 2_000_000_000;

/// The middle of that second: "this very second" has begun and is not over.
pub fn time() -> SystemTime {
    first_instant() + Duration::from_millis(500)
}

/// The beginning of that second.
fn first_instant() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(NOW.unsigned_abs())
}

/// A server that the rows of one configuration share, or why there is none.
pub type App = LazyLock<Result<Server, ConfigError>>;

/// The default configuration.
pub static PLAIN: App = LazyLock::new(|| serve(config()));

/// The same, at the very beginning of the second.
pub static FIRST_INSTANT: App = LazyLock::new(|| serve(PYTHON.config().clock(first_instant)));

/// A blocklist that holds `revoked-jti`, claims that must not be `bad`, and a user to load, who
/// must not be `ghost`.
pub static ALL_CHECKS: App = LazyLock::new(|| start(all_checks(config())));

/// The same three checks for a manager that goes on.
pub fn all_checks(config: JwtConfig) -> JwtManagerBuilder {
    JwtManager::builder(config.blacklist_enabled(true))
        .token_in_blocklist_loader(|token| async move { token.jti() == Some("revoked-jti") })
        .token_verification_loader(|token| async move {
            token.claims()["user_claims"].get("bad").is_none()
        })
        .user_lookup_loader(|token| async move {
            (token.identity() != "ghost").then(|| token.identity().to_string())
        })
}

/// The endpoints of [`endpoints`] behind a manager with callbacks.
pub fn start(manager: JwtManagerBuilder) -> Result<Server, ConfigError> {
    Ok(Server::with(&manager.build()?, endpoints::configure))
}

/// JWT_TOKEN_LOCATION=cookies
pub static COOKIES: App = LazyLock::new(|| serve(searching([Cookies])));

/// JWT_TOKEN_LOCATION=[headers, cookies]
pub static HEADERS_COOKIES: App = LazyLock::new(|| serve(searching([Headers, Cookies])));

/// Where tokens are looked for; the rest as the library has it.
pub fn searching(locations: impl IntoIterator<Item = TokenLocation>) -> JwtConfig {
    config().token_locations(locations)
}

/// The library's defaults but for these options, under their Python names.
pub fn named<const N: usize>(options: [(&str, Value); N]) -> Result<JwtConfig, ConfigError> {
    options.iter().try_fold(config(), |config, (name, value)| {
        config.with_option(name, value)
    })
}

/// The library's defaults, at our time.
pub fn config() -> JwtConfig {
    PYTHON.config().clock(time)
}

/// The endpoints of [`endpoints`] under a configuration.
pub fn serve(config: JwtConfig) -> Result<Server, ConfigError> {
    start(JwtManager::builder(config))
}

/// A manager that makes the tokens an app would make itself.
pub fn mint(config: JwtConfig) -> JwtManager {
    JwtManager::new(config).expect("the configuration is sound")
}

/// The same, of an app whose callback adds claims.
pub fn loading_claims(config: JwtConfig) -> JwtManager {
    JwtManager::builder(config)
        .additional_claims_loader(
            |identity| async move { json!({ "role": "admin", "who": identity }) },
        )
        .build()
        .expect("the configuration is sound")
}

/// The same, of an app whose callback adds members to the header.
pub fn loading_headers(config: JwtConfig) -> JwtManager {
    JwtManager::builder(config)
        .additional_headers_loader(
            |identity| async move { json!({ "kid": "k1", "for": identity }) },
        )
        .build()
        .expect("the configuration is sound")
}

/// A request without any token.
pub fn get(endpoint: &str) -> Request {
    Request::get(endpoint)
}

/// A request to `/protected` with this text after `Bearer`.
pub fn bearer(text: impl AsRef<str>) -> Request {
    get("/protected").bearer(text)
}
