//! The checked configuration that the rest of the crate reads.

use std::{borrow::Cow, sync::Arc, time::SystemTime};

use actix_web::http::header::HeaderName;

use crate::{
    config::{
        clock::Clock,
        dialect::Dialect,
        groups::{
            claims::ClaimNames, decode::DecodeOptions, encode::EncodeOptions,
            locations::LocationOptions, sessions::SessionOptions, timeouts::Timeouts,
        },
        jwt_config::JwtConfig,
        settings::{
            cache::checked_cache, claims::check_claim_names, cookies::CookieSettings,
            keys::CheckedKeys, leeway::Leeway, lifetimes::check_lifetimes, messages::Messages,
        },
        values::{
            implicit_refresh::ImplicitRefresh, lifetime::Lifetime, per_type::PerTokenType,
            syntax::checked_header_name,
        },
    },
    error::{
        config_error::ConfigError,
        error_source::ErrorSource,
        events::{
            event::{StoreFailed, StoreOperation},
            reporter::Events,
        },
        jwt_error::{BoxError, JwtError},
    },
    token::{
        ids::settings_id::SettingsId,
        location::TokenLocation,
        numeric_date::{numeric_date, whole_seconds},
        token_type::TokenType,
    },
};

/// A checked configuration: tokens can be made and verified with it.
///
/// Options that need no change of type are moved here as whole groups. An option that is checked
/// into another type is a field of its own.
pub(crate) struct Settings {
    pub(crate) id: SettingsId,
    pub(crate) dialect: &'static Dialect,
    pub(crate) keys: CheckedKeys,
    pub(crate) claims: ClaimNames,
    pub(crate) encode: EncodeOptions,
    pub(crate) decode: DecodeOptions,
    pub(crate) leeway: Leeway,
    pub(crate) locations: LocationOptions,
    pub(crate) header_name: HeaderName,
    pub(crate) cookies: CookieSettings,
    pub(crate) implicit_refresh: Option<ImplicitRefresh>,
    /// In tokens per worker.
    pub(crate) verified_token_cache: Option<usize>,
    /// The token types for which the blocklist callback is called.
    pub(crate) blacklist_checks: PerTokenType<bool>,
    pub(crate) sessions: SessionOptions,
    pub(crate) timeouts: Timeouts,
    pub(crate) messages: Messages,
    pub(crate) error_message_key: Cow<'static, str>,
    /// Where a rejection says its reason, if anywhere.
    pub(crate) error_code_key: Option<Cow<'static, str>>,
    pub(crate) events: Events,
    clock: Arc<dyn Clock>,
}

/// What is registered beside the configuration, as far as the options depend on it.
pub(crate) struct Registered {
    /// `encode_key_loader` or `decode_key_loader`.
    pub(crate) key_loader: bool,
    /// `token_in_blocklist_loader`.
    pub(crate) blocklist_loader: bool,
    pub(crate) revocation_store: bool,
    pub(crate) user_identity_loader: bool,
    pub(crate) renewal_claims_loader: bool,
}

impl Settings {
    /// Checks the configuration as a whole and signs once, so that no request is the first to.
    pub(crate) fn check(config: JwtConfig, registered: &Registered) -> Result<Self, ConfigError> {
        let dialect = config.dialect;
        if let Some(option) = config.empty_lists.first().copied() {
            return Err(ConfigError::EmptyList { option });
        }
        config
            .blacklist
            .check(registered.blocklist_loader, registered.revocation_store)?;
        let keys = CheckedKeys::check(config.keys, dialect, registered.key_loader)?;
        check_lifetimes(&config.encode.lifetimes)?;
        let leeway = Leeway::check(config.leeway, dialect)?;
        config.timeouts.check()?;
        config.sessions.check()?;
        check_claim_names(&config.claims, dialect)?;
        config.locations.check()?;
        let header_name = checked_header_name(&config.header_name, "header_name")?;
        if config.error_code_key.as_ref() == Some(&config.error_message_key) {
            return Err(ConfigError::ErrorKeysEqual);
        }
        let in_use = config.locations.search.contains(&TokenLocation::Cookies);
        if let Some(refresh) = &config.implicit_refresh {
            refresh.check(in_use, config.encode.lifetimes.access)?;
        }
        let implicit_refresh = checked_renewal(config.implicit_refresh, registered, dialect)?;
        let cookies = CookieSettings::check(config.cookies, in_use, dialect)?;
        if config.locations.takes_whole_header() {
            cookies.check_csrf_headers(&header_name)?;
        }
        Ok(Self {
            id: SettingsId::next(),
            dialect,
            keys,
            messages: Messages::new(&config.header_name, &config.locations, &dialect.wording),
            claims: config.claims,
            encode: config.encode,
            decode: config.decode,
            leeway,
            locations: config.locations,
            header_name,
            cookies,
            implicit_refresh,
            verified_token_cache: checked_cache(config.verified_token_cache)?,
            blacklist_checks: config.blacklist.checks(),
            sessions: config.sessions,
            timeouts: config.timeouts,
            error_message_key: config.error_message_key,
            error_code_key: config.error_code_key,
            events: Events::new(config.observer),
            clock: config.clock,
        })
    }

    /// The current time.
    pub(crate) fn time(&self) -> SystemTime {
        self.clock.now()
    }

    /// The current time in seconds since 1970.
    pub(crate) fn now(&self) -> f64 {
        numeric_date(self.time())
    }

    /// The current time in whole seconds since 1970.
    pub(crate) fn whole_now(&self) -> i64 {
        whole_seconds(self.now())
    }

    /// The lifetime of a new token of that type.
    pub(crate) fn lifetime(&self, token_type: TokenType) -> Lifetime {
        *self.encode.lifetimes.get(token_type)
    }

    /// Reports that a store has failed, and returns the opaque error.
    #[cold]
    pub(crate) fn store_failed(&self, operation: StoreOperation, error: BoxError) -> JwtError {
        let event = StoreFailed {
            operation,
            error: &*error,
        };
        self.events.store_failed(&event, self.now());
        JwtError::BlocklistUnavailable {
            source: ErrorSource::new(error),
        }
    }

    /// The scheme that a challenge names: the configured one, or `Bearer` for a bare token.
    pub(crate) fn scheme(&self) -> &str {
        if self.locations.header_type.is_empty() {
            "Bearer"
        } else {
            &self.locations.header_type
        }
    }
}

/// Checks that a renewal knows whom to ask for the app's claims; without that nothing is renewed.
fn checked_renewal(
    refresh: Option<ImplicitRefresh>,
    registered: &Registered,
    dialect: &Dialect,
) -> Result<Option<ImplicitRefresh>, ConfigError> {
    let is_missing = registered.user_identity_loader && !registered.renewal_claims_loader;
    if refresh.is_none() || !is_missing {
        return Ok(refresh);
    }
    let error = ConfigError::NoRenewalClaimsLoader;
    if dialect.strict_renewal {
        return Err(error);
    }
    tracing::warn!("no cookie will be renewed: {error}");
    Ok(None)
}
