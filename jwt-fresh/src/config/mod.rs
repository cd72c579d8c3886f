//! What the user can configure.

pub(crate) mod blacklist_options;
pub(crate) mod claim_options;
pub(crate) mod cookie_options;
pub(crate) mod cookie_settings;
pub(crate) mod cookie_syntax;
pub(crate) mod cookies;
pub(crate) mod dialect;
pub(crate) mod error;
pub(crate) mod implicit_refresh;
pub(crate) mod key_ring;
pub(crate) mod key_source;
pub(crate) mod lifetime;
pub(crate) mod location_options;
pub(crate) mod messages;
pub(crate) mod named_keys;
pub(crate) mod new_audience;
pub(crate) mod options;
pub(crate) mod per_kind;
pub(crate) mod python_names;
pub(crate) mod settings;

use std::{borrow::Cow, fmt, sync::Arc, time::Duration, time::SystemTime};

use crate::config::blacklist_options::BlacklistOptions;
use crate::config::cookies::CookieOptions;
use crate::config::dialect::Dialect;
use crate::config::implicit_refresh::ImplicitRefresh;
use crate::config::key_source::KeySource;
use crate::config::lifetime::Lifetime;
use crate::config::location_options::LocationOptions;
use crate::config::new_audience::NewAudience;

use crate::{algorithm::Algorithm, clock::Clock, crypto::CryptoBackend};

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
    keys: KeySource,
    algorithm: Option<Algorithm>,
    decode_algorithms: Vec<Algorithm>,
    crypto_backend: Option<CryptoBackend>,
    access_lifetime: Lifetime,
    refresh_lifetime: Lifetime,
    locations: LocationOptions,
    cookies: CookieOptions,
    implicit_refresh: Option<ImplicitRefresh>,
    verified_token_cache: usize,
    blacklist: BlacklistOptions,
    leeway: Duration,
    decode_audience: Vec<String>,
    encode_audience: NewAudience,
    decode_issuers: Vec<String>,
    encode_issuer: Option<String>,
    encode_nbf: bool,
    encode_auth_time: bool,
    claims_in_refresh_token: bool,
    identity_claim: Cow<'static, str>,
    user_claims: Option<Cow<'static, str>>,
    roles_claim: Cow<'static, str>,
    scopes_claim: Option<Cow<'static, str>>,
    verify_sub: bool,
    error_message_key: Cow<'static, str>,
    clock: Arc<dyn Clock>,
    dialect: &'static Dialect,
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
            cookies: CookieOptions::with_defaults(dialect),
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
