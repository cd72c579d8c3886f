//! [`JwtConfig`]: the options of an app, before they are checked.

use std::{borrow::Cow, fmt, sync::Arc, time::Duration};

use crate::{
    config::{
        clock::Clock,
        dialect::Dialect,
        groups::{
            blocklist::BlacklistOptions, claims::ClaimNames, cookies::CookieOptions,
            decode::DecodeOptions, encode::EncodeOptions, keys::KeyOptions,
            locations::LocationOptions, sessions::SessionOptions, timeouts::Timeouts,
        },
        values::implicit_refresh::ImplicitRefresh,
    },
    error::events::observer::JwtObserver,
};

/// The options for making, finding and validating tokens.
///
/// Start from one of three sets of defaults, change what you need, and pass it to
/// [`JwtManager::new`](crate::JwtManager::new), which checks it as a whole.
///
/// | | [`new`](Self::new) | [`quart`](Self::quart) | [`flask`](Self::flask) |
/// |---|---|---|---|
/// | meant for | a new service | a port of, or beside, Quart-JWT-Extended 0.1.0 | the same, Flask-JWT-Extended 4.7.4 |
/// | identity in | `sub` | `identity` | `sub` |
/// | the app's own claims | top level | under `user_claims` | top level |
/// | a secret shorter than the hash | rejected | a warning in the [log](crate::events) | a warning in the [log](crate::events) |
/// | token without `exp` or `type` | rejected | accepted | accepted |
/// | `WWW-Authenticate` on rejections | yes (RFC 6750, RFC 9470) | no | no |
/// | an OPTIONS request to a handler that requires a token | is checked | 200, the handler does not run | 200, the handler does not run |
/// | a blocklist callback | is called | is called if [`blacklist_enabled`](Self::blacklist_enabled) | is called |
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
///
#[doc = include_str!("../../docs/cookie_names.md")]
///
#[doc = include_str!("../../docs/defaults.md")]
#[derive(Clone)]
#[must_use]
pub struct JwtConfig {
    pub(in crate::config) dialect: &'static Dialect,
    pub(in crate::config) keys: KeyOptions,
    pub(in crate::config) claims: ClaimNames,
    pub(in crate::config) encode: EncodeOptions,
    pub(in crate::config) decode: DecodeOptions,
    /// `None` for none in `exp`, and the dialect's in `iat` and `nbf`.
    pub(in crate::config) leeway: Option<Duration>,
    pub(in crate::config) locations: LocationOptions,
    pub(in crate::config) header_name: Cow<'static, str>,
    pub(in crate::config) cookies: CookieOptions,
    pub(in crate::config) implicit_refresh: Option<ImplicitRefresh>,
    pub(in crate::config) verified_token_cache: usize,
    pub(in crate::config) blacklist: BlacklistOptions,
    pub(in crate::config) sessions: SessionOptions,
    pub(in crate::config) timeouts: Timeouts,
    pub(in crate::config) error_message_key: Cow<'static, str>,
    pub(in crate::config) error_code_key: Option<Cow<'static, str>>,
    pub(in crate::config) clock: Arc<dyn Clock>,
    pub(in crate::config) observer: Option<Arc<dyn JwtObserver>>,
    /// The options whose list was given and is empty.
    pub(in crate::config) empty_lists: Vec<&'static str>,
}

impl JwtConfig {
    /// Remembers whether a list of values was given empty, which
    /// [`build`](crate::JwtManagerBuilder::build) rejects: it would turn a check off in silence.
    pub(in crate::config) fn note_list(&mut self, option: &'static str, is_empty: bool) {
        self.empty_lists.retain(|noted| *noted != option);
        if is_empty {
            self.empty_lists.push(option);
        }
    }
}

impl fmt::Debug for JwtConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JwtConfig")
            .field("algorithm", &self.keys.algorithm)
            .finish_non_exhaustive()
    }
}
