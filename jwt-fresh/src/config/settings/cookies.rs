//! The cookies that carry tokens and CSRF values, checked: browsers take them.

use std::{borrow::Cow, time::Duration};

use actix_web::http::{Method, header::HeaderName};

use crate::{
    config::{
        jwt_config::JwtConfig,
        values::{
            cookies::{CookieOptions, CookiePlace, TokenCookieOptions},
            per_type::PerTokenType,
            same_site::SameSite,
            syntax::{checked_header_name, is_cookie_domain, is_cookie_name, is_cookie_path},
        },
    },
    error::config_error::ConfigError,
    token::{location::TokenLocation, token_type::TokenType},
};

/// How long "for ever" is: what the Python libraries give a cookie that outlives the browser.
const PERSISTENT: Duration = Duration::from_secs(31_540_000);

/// The cookies, checked: browsers take them.
pub(crate) struct CookieSettings {
    pub(crate) kinds: PerTokenType<TokenCookies>,
    pub(crate) csrf_check_form: bool,
    pub(crate) domain: Option<String>,
    pub(crate) secure: bool,
    pub(crate) same_site: Option<SameSite>,
    /// `None` for cookies that end with the browser's session.
    pub(crate) max_age: Option<Duration>,
    csrf_protect: bool,
    csrf_in_cookies: bool,
    csrf_methods: Vec<String>,
    in_use: bool,
}

/// The two cookies of one kind of token, and where its CSRF value comes back.
pub(crate) struct TokenCookies {
    pub(crate) token: CookiePlace,
    pub(crate) csrf: CookiePlace,
    pub(crate) csrf_header: HeaderName,
    pub(crate) csrf_field: Cow<'static, str>,
}

impl CookieSettings {
    /// Checks the options as a whole.
    pub(crate) fn check(config: &JwtConfig) -> Result<Self, ConfigError> {
        let options = &config.cookies;
        if options.same_site == Some(SameSite::None) && !options.secure {
            mistake(config, ConfigError::SameSiteNoneWithoutSecure)?;
        }
        let has_small_letters = |method: &String| method.bytes().any(|b| b.is_ascii_lowercase());
        if options.csrf_methods.iter().any(has_small_letters) {
            mistake(config, ConfigError::CsrfMethodNotInCapitals)?;
        }
        Ok(Self {
            kinds: options
                .kinds
                .try_map(|kind, options| checked_kind(kind, options, config))?,
            csrf_check_form: options.csrf_check_form,
            domain: domain(options)?,
            secure: options.secure,
            same_site: options.same_site,
            max_age: (!options.session).then_some(PERSISTENT),
            csrf_protect: options.csrf_protect,
            csrf_in_cookies: options.csrf_in_cookies,
            csrf_methods: options.csrf_methods.clone(),
            in_use: config.locations.search.contains(&TokenLocation::Cookies),
        })
    }

    /// The cookies of a token type.
    pub(crate) fn of(&self, token_type: TokenType) -> &TokenCookies {
        self.kinds.of(token_type)
    }

    /// Whether a request with that method has to send a CSRF value.
    ///
    /// Python's servers write the request's method in capitals before anyone reads it. To actix-web
    /// `patch` is another method than `PATCH`, and a handler for any method would still run.
    pub(crate) fn asks_for_csrf(&self, method: &Method) -> bool {
        let in_capitals = || {
            method
                .as_str()
                .bytes()
                .map(|byte| byte.to_ascii_uppercase())
        };
        self.csrf_protect
            && self
                .csrf_methods
                .iter()
                .any(|name| name.bytes().eq(in_capitals()))
    }

    /// Whether new tokens hold a CSRF value: `always` is the configuration's habit.
    pub(crate) fn csrf_in_tokens(&self, always: bool) -> bool {
        self.csrf_protect && (always || self.in_use)
    }

    /// Whether the CSRF value is also set as a cookie, for scripts to read.
    pub(crate) fn sets_csrf_cookies(&self) -> bool {
        self.csrf_protect && self.csrf_in_cookies
    }

    /// Whether tokens may travel in cookies.
    pub(crate) fn in_use(&self) -> bool {
        self.in_use
    }
}

/// An error, or where the Python libraries put up with it, a warning.
fn mistake(config: &JwtConfig, error: ConfigError) -> Result<(), ConfigError> {
    if config.dialect.strict_cookies {
        return Err(error);
    }
    tracing::warn!("{error}");
    Ok(())
}

fn checked_kind(
    kind: TokenType,
    options: &TokenCookieOptions,
    config: &JwtConfig,
) -> Result<TokenCookies, ConfigError> {
    let (header_name, option) = match (&config.cookies.csrf_header_name, kind) {
        (Some(of_both), _) => (of_both, "csrf_header_name"),
        (None, TokenType::Access) => (&options.csrf_header_name, "access_csrf_header_name"),
        (None, TokenType::Refresh) => (&options.csrf_header_name, "refresh_csrf_header_name"),
    };
    Ok(TokenCookies {
        token: checked_place(&options.token, config)?,
        csrf: checked_place(&options.csrf, config)?,
        csrf_header: checked_header_name(header_name, option)?,
        csrf_field: options.csrf_field_name.clone(),
    })
}

/// Checks a name and a path, and gives the name the prefix that keeps other hosts from setting it.
fn checked_place(place: &CookiePlace, config: &JwtConfig) -> Result<CookiePlace, ConfigError> {
    let options = &config.cookies;
    if !is_cookie_name(&place.name) {
        return Err(ConfigError::InvalidCookieName);
    }
    if !is_cookie_path(&place.path) {
        return Err(ConfigError::InvalidCookiePath);
    }
    let host_only = options.secure && options.domain.is_none() && place.path == "/";
    if place.name.starts_with("__Host-") && !host_only {
        return Err(ConfigError::HostPrefixNotAllowed);
    }
    if place.name.starts_with("__Secure-") && !options.secure {
        return Err(ConfigError::SecurePrefixNotAllowed);
    }
    let prefixed = place.name.starts_with("__");
    if config.dialect.prefixes_cookies && host_only && !prefixed {
        let name = format!("__Host-{}", place.name).into();
        return Ok(CookiePlace {
            name,
            path: place.path.clone(),
        });
    }
    Ok(place.clone())
}

/// The domain without the leading dot that browsers ignore (RFC 6265 section 5.2.3).
fn domain(options: &CookieOptions) -> Result<Option<String>, ConfigError> {
    let Some(domain) = &options.domain else {
        return Ok(None);
    };
    if !is_cookie_domain(domain) {
        return Err(ConfigError::InvalidCookieDomain);
    }
    Ok(Some(domain.trim_start_matches('.').to_owned()))
}
