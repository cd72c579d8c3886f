//! A configuration that has been checked: what the rest of the crate works with.

use std::{borrow::Cow, sync::Arc};

use actix_web::http::{Method, header::HeaderName};

use crate::{
    config::{
        clock::Clock,
        dialect::Dialect,
        jwt_config::JwtConfig,
        settings::{
            claims::check_claim_names, cookies::CookieSettings, keys::KeyRing,
            lifetimes::check_lifetimes, messages::Messages,
        },
        values::{
            audience::NewAudience, implicit_refresh::ImplicitRefresh, lifetime::Lifetime,
            per_type::PerTokenType, syntax::checked_header_name,
        },
    },
    error::config_error::ConfigError,
    token::{
        location::TokenLocation, numeric_date::numeric_date, settings_id::SettingsId,
        token_type::TokenType,
    },
};

/// A checked configuration. That one exists means that tokens can be made and verified with it.
pub(crate) struct Settings {
    pub(crate) id: SettingsId,
    pub(crate) dialect: &'static Dialect,
    pub(crate) keys: KeyRing,
    access_lifetime: Lifetime,
    refresh_lifetime: Lifetime,
    pub(crate) token_locations: Vec<TokenLocation>,
    pub(crate) header_name: HeaderName,
    pub(crate) header_type: Cow<'static, str>,
    pub(crate) query_string_name: Cow<'static, str>,
    pub(crate) query_string_value_prefix: Cow<'static, str>,
    pub(crate) json_keys: PerTokenType<Cow<'static, str>>,
    /// In bytes.
    pub(crate) body_limit: usize,
    pub(crate) cookies: CookieSettings,
    pub(crate) implicit_refresh: Option<ImplicitRefresh>,
    /// In tokens per worker.
    pub(crate) verified_token_cache: Option<usize>,
    /// For which kinds of token the blocklist callback is asked.
    pub(crate) blacklist_checks: PerTokenType<bool>,
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

impl Settings {
    /// Checks the configuration as a whole and signs once, so that nothing can fail later.
    pub(crate) fn check(config: JwtConfig, keys_from_callbacks: bool) -> Result<Self, ConfigError> {
        let keys = KeyRing::check(&config, keys_from_callbacks)?;
        check_lifetimes(&config)?;
        if config.leeway > ConfigError::MAX_LEEWAY {
            return Err(ConfigError::LeewayTooLong(config.leeway));
        }
        check_claim_names(&config)?;
        config.locations.check()?;
        Ok(Self {
            id: SettingsId::next(),
            dialect: config.dialect,
            keys,
            access_lifetime: config.access_lifetime,
            refresh_lifetime: config.refresh_lifetime,
            header_name: checked_header_name(&config.locations.header_name, "header_name")?,
            cookies: CookieSettings::check(&config)?,
            implicit_refresh: config.implicit_refresh,
            verified_token_cache: checked_cache(&config)?,
            blacklist_checks: config.blacklist.checks(),
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
