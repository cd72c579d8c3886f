//! What the user can configure.

use std::{
    borrow::Cow,
    fmt,
    sync::Arc,
    time::{Duration, SystemTime},
};

use crate::{
    config::{
        clock::Clock,
        dialect::{self, Dialect},
        keys::source::KeySource,
        values::{
            audience::NewAudience, blocklist::BlacklistOptions, cookies::CookieOptions,
            implicit_refresh::ImplicitRefresh, lifetime::Lifetime, locations::LocationOptions,
        },
    },
    jose::algorithm::Algorithm,
    keys::backend::CryptoBackend,
};

/// How tokens are made, found and checked.
///
/// Start from one of three sets of defaults, change what you need, and give it to
/// [`JwtManager::new`](crate::JwtManager::new), which checks it as a whole.
///
/// | | [`new`](Self::new) | [`quart`](Self::quart) | [`flask`](Self::flask) |
/// |---|---|---|---|
/// | meant for | a new service | a port of, or beside, Quart-JWT-Extended 0.1.0 | the same, Flask-JWT-Extended 4.7.1 |
/// | identity in | `sub` | `identity` | `sub` |
/// | the app's own claims | top level | under `user_claims` | top level |
/// | a secret shorter than the hash | refused | a warning in the log | a warning in the log |
/// | token without `exp` or `type` | refused | accepted | accepted |
/// | `WWW-Authenticate` on refusals | yes (RFC 6750, RFC 9470) | no | no |
/// | OPTIONS requests | are checked | reach the handler | reach the handler |
/// | a blocklist callback | is asked | is asked if [`blacklist_enabled`](Self::blacklist_enabled) | is asked |
///
/// ```
/// use std::time::Duration;
/// use jwt_fresh::{JwtConfig, JwtManager};
///
/// let config = JwtConfig::new("a secret of at least thirty-two bytes")
///     .access_token_expires(Duration::from_secs(5 * 60));
/// let jwt = JwtManager::new(config)?;
/// # Ok::<(), jwt_fresh::ConfigError>(())
/// ```
#[derive(Clone)]
#[must_use]
pub struct JwtConfig {
    pub(crate) keys: KeySource,
    pub(crate) algorithm: Option<Algorithm>,
    pub(crate) decode_algorithms: Vec<Algorithm>,
    pub(crate) crypto_backend: Option<CryptoBackend>,
    pub(crate) access_lifetime: Lifetime,
    pub(crate) refresh_lifetime: Lifetime,
    pub(crate) locations: LocationOptions,
    pub(crate) cookies: CookieOptions,
    pub(crate) implicit_refresh: Option<ImplicitRefresh>,
    pub(crate) verified_token_cache: usize,
    pub(crate) blacklist: BlacklistOptions,
    pub(crate) leeway: Duration,
    pub(crate) decode_audience: Vec<String>,
    pub(crate) encode_audience: NewAudience,
    pub(crate) decode_issuers: Vec<String>,
    pub(crate) encode_issuer: Option<String>,
    pub(crate) encode_nbf: bool,
    pub(crate) encode_auth_time: bool,
    pub(crate) claims_in_refresh_token: bool,
    pub(crate) identity_claim: Cow<'static, str>,
    pub(crate) user_claims: Option<Cow<'static, str>>,
    pub(crate) roles_claim: Cow<'static, str>,
    pub(crate) scopes_claim: Option<Cow<'static, str>>,
    pub(crate) verify_sub: bool,
    pub(crate) error_message_key: Cow<'static, str>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) dialect: &'static Dialect,
}

impl JwtConfig {
    /// What we recommend for a new service: HS256, with the RFCs' rules.
    ///
    /// The secret needs at least 32 random bytes.
    pub fn new(keys: impl Into<KeySource>) -> Self {
        Self::with_dialect(keys, &dialect::RECOMMENDED)
    }

    /// Speaks as Quart-JWT-Extended 0.1.0 does: same statuses, bodies, claims and defaults.
    ///
    /// Tokens cross between the two servers in both directions. A short secret is a warning in
    /// the log, an empty one an error.
    pub fn quart(keys: impl Into<KeySource>) -> Self {
        Self::with_dialect(keys, &dialect::QUART)
    }

    /// Speaks as Flask-JWT-Extended 4.7.1 does: same statuses, bodies, claims and defaults.
    ///
    /// Tokens cross between the two servers in both directions. A short secret is a warning in
    /// the log, an empty one an error.
    pub fn flask(keys: impl Into<KeySource>) -> Self {
        Self::with_dialect(keys, &dialect::FLASK)
    }

    /// The defaults that all three share; UPSTREAM's tables are the same for both libraries.
    fn with_dialect(keys: impl Into<KeySource>, dialect: &'static Dialect) -> Self {
        Self {
            keys: keys.into(),
            algorithm: None,
            decode_algorithms: Vec::new(),
            crypto_backend: None,
            access_lifetime: Lifetime::Seconds(15 * 60),
            refresh_lifetime: Lifetime::Seconds(30 * 24 * 60 * 60),
            locations: LocationOptions::default(),
            cookies: CookieOptions::with_defaults(dialect.secure_cookies, dialect.same_site),
            implicit_refresh: None,
            verified_token_cache: 0,
            blacklist: BlacklistOptions::with_defaults(dialect.blacklist_is_off),
            leeway: Duration::ZERO,
            decode_audience: Vec::new(),
            encode_audience: NewAudience::default(),
            decode_issuers: Vec::new(),
            encode_issuer: None,
            encode_nbf: true,
            encode_auth_time: dialect.encodes_auth_time,
            claims_in_refresh_token: dialect.loaded_claims_in_refresh_tokens,
            identity_claim: Cow::Borrowed(dialect.identity_claim),
            user_claims: dialect.user_claims.map(Cow::Borrowed),
            roles_claim: Cow::Borrowed("roles"),
            scopes_claim: None,
            verify_sub: dialect.verify_sub,
            error_message_key: Cow::Borrowed("msg"),
            clock: Arc::new(SystemTime::now),
            dialect,
        }
    }
}

impl fmt::Debug for JwtConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JwtConfig")
            .field("algorithm", &self.algorithm)
            .finish_non_exhaustive()
    }
}
