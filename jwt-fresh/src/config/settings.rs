//! A configuration that has been checked: what the rest of the crate works with.

use std::{borrow::Cow, sync::Arc, time::Duration};

use super::{
    ConfigError, CookieSettings, JwtConfig, KeyRing, NewAudience, dialect::Dialect,
    messages::Messages, per_kind::PerKind,
};
use crate::{
    Clock, TokenLocation,
    callbacks::Callbacks,
    clock::numeric_date,
    token::{claim_set::RESERVED_CLAIMS, kind::TokenType},
};
use actix_web::http::{Method, header::HeaderName};

/// A checked configuration. That one exists means that tokens can be made and verified with it.
pub(crate) struct Settings {
    pub(crate) dialect: &'static Dialect,
    pub(crate) keys: KeyRing,
    access_lifetime: Lifetime,
    refresh_lifetime: Lifetime,
    pub(crate) token_locations: Vec<TokenLocation>,
    pub(crate) header_name: HeaderName,
    pub(crate) header_type: Cow<'static, str>,
    pub(crate) query_string_name: Cow<'static, str>,
    pub(crate) query_string_value_prefix: Cow<'static, str>,
    pub(crate) json_keys: PerKind<Cow<'static, str>>,
    /// In bytes.
    pub(crate) body_limit: usize,
    pub(crate) cookies: CookieSettings,
    pub(crate) implicit_refresh: Option<ImplicitRefresh>,
    /// In tokens per worker.
    pub(crate) verified_token_cache: Option<usize>,
    /// For which kinds of token the blocklist callback is asked.
    pub(crate) blacklist_checks: PerKind<bool>,
    pub(crate) messages: Messages,
    /// In seconds.
    pub(crate) leeway: f64,
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
    /// `None` for the usual ones.
    pub(crate) scopes_claim: Option<Cow<'static, str>>,
    pub(crate) verify_sub: bool,
    pub(crate) error_message_key: Cow<'static, str>,
    clock: Arc<dyn Clock>,
}

/// How long a token lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lifetime {
    Seconds(i64),
    Never,
}

/// When an access cookie is renewed on the way out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ImplicitRefresh {
    /// How long before its expiry.
    pub(crate) window_seconds: i64,
    /// How long after the log-in no renewed token is good any more.
    pub(crate) cap_seconds: i64,
}

impl ImplicitRefresh {
    pub(crate) fn new(window: Duration, cap: Duration) -> Self {
        let seconds = |time: Duration| i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
        Self {
            window_seconds: seconds(window),
            cap_seconds: seconds(cap),
        }
    }
}

impl Lifetime {
    pub(crate) fn from_duration(duration: Duration) -> Self {
        Self::Seconds(i64::try_from(duration.as_secs()).unwrap_or(i64::MAX))
    }
}

impl Settings {
    /// Checks the configuration as a whole and signs once, so that nothing can fail later.
    pub(crate) fn check(config: JwtConfig, callbacks: &Callbacks) -> Result<Self, ConfigError> {
        let keys = KeyRing::check(&config, callbacks)?;
        check_lifetimes(&config)?;
        if config.leeway > ConfigError::MAX_LEEWAY {
            return Err(ConfigError::AbsurdLeeway(config.leeway));
        }
        check_claim_names(&config)?;
        check_locations(&config)?;
        Ok(Self {
            dialect: config.dialect,
            keys,
            access_lifetime: config.access_lifetime,
            refresh_lifetime: config.refresh_lifetime,
            header_name: HeaderName::from_bytes(config.locations.header_name.as_bytes()).map_err(
                |_| ConfigError::InvalidHeaderName {
                    option: "header_name",
                },
            )?,
            cookies: CookieSettings::check(&config)?,
            implicit_refresh: config.implicit_refresh,
            verified_token_cache: checked_cache(&config)?,
            blacklist_checks: config.blacklist.checked(callbacks)?,
            messages: Messages::of(&config),
            token_locations: config.locations.search,
            header_type: config.locations.header_type,
            query_string_name: config.locations.query_string_name,
            query_string_value_prefix: config.locations.query_string_value_prefix,
            json_keys: config.locations.json_keys,
            body_limit: config.locations.body_limit,
            leeway: config.leeway.as_secs_f64(),
            decode_audience: config.decode_audience,
            encode_audience: config.encode_audience,
            decode_issuers: config.decode_issuers,
            encode_issuer: config.encode_issuer,
            encode_nbf: config.encode_nbf,
            encode_auth_time: config.encode_auth_time,
            claims_in_refresh_token: config.claims_in_refresh_token,
            identity_claim: config.identity_claim,
            user_claims: config.user_claims,
            roles_claim: config.roles_claim,
            scopes_claim: config.scopes_claim,
            verify_sub: config.verify_sub,
            error_message_key: config.error_message_key,
            clock: config.clock,
        })
    }

    /// Now, in seconds since 1970.
    pub(crate) fn now(&self) -> f64 {
        numeric_date(self.clock.now())
    }

    /// Now, in whole seconds since 1970.
    #[allow(
        clippy::cast_possible_truncation,
        reason = "`as` saturates, which is what we want"
    )]
    pub(crate) fn whole_now(&self) -> i64 {
        self.now().floor() as i64
    }

    /// How long a new token of that type lives.
    pub(crate) fn lifetime(&self, kind: TokenType) -> Lifetime {
        match kind {
            TokenType::Access => self.access_lifetime,
            TokenType::Refresh => self.refresh_lifetime,
        }
    }

    /// Whether requests with that method reach the handler unchecked.
    pub(crate) fn is_exempt(&self, method: &Method) -> bool {
        self.dialect.exempts_options && *method == Method::OPTIONS
    }

    /// The scheme that a challenge names; a bare token in a header has none of its own.
    pub(crate) fn scheme(&self) -> &str {
        if self.header_type.is_empty() {
            "Bearer"
        } else {
            &self.header_type
        }
    }
}

fn checked_cache(config: &JwtConfig) -> Result<Option<usize>, ConfigError> {
    match config.verified_token_cache {
        0 => Ok(None),
        tokens if tokens > ConfigError::MAX_CACHED_TOKENS => Err(ConfigError::CacheTooLarge),
        tokens => Ok(Some(tokens)),
    }
}

fn check_lifetimes(config: &JwtConfig) -> Result<(), ConfigError> {
    for (lifetime, option, never) in [
        (
            config.access_lifetime,
            "access_token_expires",
            "access_token_never_expires",
        ),
        (
            config.refresh_lifetime,
            "refresh_token_expires",
            "refresh_token_never_expires",
        ),
    ] {
        if lifetime == Lifetime::Seconds(0) {
            return Err(ConfigError::ZeroLifetime { option, never });
        }
    }
    Ok(())
}

/// Whether a claim of that name can hold the identity or the app's claims.
pub(super) fn is_claim_name(name: &str) -> bool {
    !name.is_empty() && !RESERVED_CLAIMS.contains(&name)
}

/// Whether that can stand before a token in a header; nothing can.
pub(super) fn is_header_type(scheme: &str) -> bool {
    scheme
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b',')
}

fn check_claim_names(config: &JwtConfig) -> Result<(), ConfigError> {
    if !is_claim_name(&config.identity_claim) {
        return Err(ConfigError::ReservedClaim {
            option: "identity_claim",
        });
    }
    let roles_claim = Some(&config.roles_claim);
    for (name, option) in [
        (roles_claim, "roles_claim"),
        (config.scopes_claim.as_ref(), "scopes_claim"),
    ] {
        if name.is_some_and(|name| !is_claim_name(name)) {
            return Err(ConfigError::ReservedClaim { option });
        }
    }
    if config
        .user_claims
        .as_deref()
        .is_some_and(|name| !is_claim_name(name) || name == "sub" || name == config.identity_claim)
    {
        return Err(ConfigError::ReservedClaim {
            option: "user_claims",
        });
    }
    Ok(())
}

fn check_locations(config: &JwtConfig) -> Result<(), ConfigError> {
    let locations = &config.locations;
    if locations.search.is_empty() {
        return Err(ConfigError::NoTokenLocation);
    }
    for (index, location) in locations.search.iter().enumerate() {
        if locations
            .search
            .iter()
            .skip(index + 1)
            .any(|later| later == location)
        {
            return Err(ConfigError::TokenLocationTwice(*location));
        }
    }
    if !is_header_type(&locations.header_type) {
        return Err(ConfigError::InvalidHeaderType);
    }
    Ok(())
}
