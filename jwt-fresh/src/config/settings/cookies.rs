//! The checked settings of the cookies that carry tokens and CSRF values.

use std::{borrow::Cow, time::Duration};

use actix_web::http::{Method, header::HeaderName};

use crate::{
    config::{
        dialect::{CsrfMethods, Dialect},
        groups::cookies::{CookieOptions, CookiePlace, CsrfOptions, TokenCookieOptions},
        settings::{
            former_cookies::{
                CheckedFormerCookie, checked_former_cookies, is_as_safe, without_prefix,
            },
            origins::TrustedOrigins,
        },
        values::{
            cookie_place::{cookie_domain, cookie_path},
            per_type::PerTokenType,
            same_site::SameSite,
            syntax::{checked_header_name, has_prefix, is_cookie_name},
        },
    },
    error::config_error::ConfigError,
    token::token_type::TokenType,
};

/// The `Max-Age` of cookies that outlive the browser's session, as in the Python libraries.
const PERSISTENT: Duration = Duration::from_secs(31_540_000);

/// The checked cookie options: browsers accept the cookies.
pub(crate) struct CookieSettings {
    by_type: PerTokenType<TokenCookies>,
    pub(crate) csrf: CsrfOptions,
    pub(crate) trusted_origins: TrustedOrigins,
    /// The methods that need a CSRF value where none are configured.
    default_csrf_methods: CsrfMethods,
    pub(crate) domain: Option<String>,
    pub(crate) secure: bool,
    pub(crate) same_site: Option<SameSite>,
    former: Vec<CheckedFormerCookie>,
    /// `None` for cookies that end with the browser's session.
    pub(crate) max_age: Option<Duration>,
    in_use: bool,
    /// Whether one option sets the header of both CSRF values.
    one_csrf_header: bool,
}

/// The two cookies of one token type, and where its CSRF value comes back.
pub(crate) struct TokenCookies {
    pub(crate) token: CookiePlace,
    /// The names under which the token is found too, if the cookie above is absent.
    pub(crate) former_names: Vec<Cow<'static, str>>,
    pub(crate) csrf: CookiePlace,
    pub(crate) csrf_header: HeaderName,
    pub(crate) csrf_field: Cow<'static, str>,
}

impl CookieSettings {
    /// Checks the options as a whole. `in_use` is whether cookies are a token location.
    pub(crate) fn check(
        options: CookieOptions,
        in_use: bool,
        dialect: &Dialect,
    ) -> Result<Self, ConfigError> {
        if options.same_site == Some(SameSite::None) && !options.secure {
            reject_or_warn(dialect, ConfigError::SameSiteNoneWithoutSecure)?;
        }
        let is_lowercase = |method: &String| method.bytes().any(|b| b.is_ascii_lowercase());
        if options.csrf.methods.iter().flatten().any(is_lowercase) {
            reject_or_warn(dialect, ConfigError::CsrfMethodNotInCapitals)?;
        }
        let by_type = options.by_type.try_map(|token_type, cookies| {
            checked_cookies(token_type, cookies, &options, dialect)
        })?;
        check_names_differ(&by_type, options.csrf.protect && options.csrf.in_cookies)?;
        let domain = checked_domain(&options)?;
        let is_present = |former: &CheckedFormerCookie| {
            former.domain == domain
                && [&by_type.access, &by_type.refresh]
                    .iter()
                    .any(|cookies| [&cookies.token, &cookies.csrf].contains(&&former.place))
        };
        let former = checked_former_cookies(&options.former)?;
        if former.iter().any(is_present) {
            return Err(ConfigError::FormerCookieInUse);
        }
        Ok(Self {
            by_type,
            domain,
            former,
            trusted_origins: TrustedOrigins::check(&options.trusted_origins)?,
            csrf: options.csrf,
            default_csrf_methods: dialect.csrf_methods,
            secure: options.secure,
            same_site: options.same_site,
            max_age: (!options.session).then_some(PERSISTENT),
            in_use,
            one_csrf_header: options.csrf_header_name.is_some(),
        })
    }

    /// Rejects CSRF values in the header that is a token as a whole.
    pub(crate) fn check_csrf_headers(&self, token_header: &HeaderName) -> Result<(), ConfigError> {
        if !self.in_use || !self.csrf.protect {
            return Ok(());
        }
        for (cookies, option) in [
            (&self.by_type.access, "access_csrf_header_name"),
            (&self.by_type.refresh, "refresh_csrf_header_name"),
        ] {
            if cookies.csrf_header == token_header {
                return Err(ConfigError::CsrfHeaderIsTokenHeader {
                    header: token_header.to_string(),
                    option: if self.one_csrf_header {
                        "csrf_header_name"
                    } else {
                        option
                    },
                });
            }
        }
        Ok(())
    }

    /// The cookies of a token type.
    pub(crate) fn get(&self, token_type: TokenType) -> &TokenCookies {
        self.by_type.get(token_type)
    }

    /// Where a cookie of that present name was before a change of the configuration: those whose
    /// name differs in the prefix at most. What has another name altogether goes with the access token.
    pub(crate) fn former_of(&self, name: &str) -> impl Iterator<Item = &CheckedFormerCookie> {
        let own = without_prefix(name);
        let takes_strangers = name == self.by_type.access.token.name;
        self.former.iter().filter(move |former| {
            let former = without_prefix(&former.place.name);
            former == own || (takes_strangers && !self.is_present_name(former))
        })
    }

    /// Whether a name without its prefix is that of one of the four cookies.
    fn is_present_name(&self, name: &str) -> bool {
        let cookies = [&self.by_type.access, &self.by_type.refresh];
        cookies
            .iter()
            .flat_map(|cookies| [&cookies.token, &cookies.csrf])
            .any(|place| without_prefix(&place.name) == name)
    }

    /// Whether a request with that method is protected against cross-site request forgery.
    ///
    /// Methods are compared in capitals: Python's servers convert the request's method before the
    /// libraries see it. To actix-web `patch` is another method than `PATCH`, and a handler for any
    /// method would still run.
    pub(crate) fn protects(&self, method: &Method) -> bool {
        let is = |name: &str| name.eq_ignore_ascii_case(method.as_str());
        // A configured name in lower case matches nothing, as in Python.
        let is_in_capitals = |name: &str| !name.bytes().any(|byte| byte.is_ascii_lowercase());
        self.csrf.protect
            && match (&self.csrf.methods, self.default_csrf_methods) {
                (Some(names), _) => names.iter().any(|name| is_in_capitals(name) && is(name)),
                (None, CsrfMethods::Named(names)) => names.iter().any(|name| is(name)),
                (None, CsrfMethods::AllButGetAndHead) => {
                    !matches!(*method, Method::GET | Method::HEAD)
                }
            }
    }

    /// Whether new tokens contain a CSRF value. With `always` they do even if cookies are no token
    /// location.
    pub(crate) fn csrf_in_tokens(&self, always: bool) -> bool {
        self.csrf.protect && (always || self.in_use)
    }

    /// Whether the CSRF value is also set as a cookie, for scripts to read.
    pub(crate) fn sets_csrf_cookies(&self) -> bool {
        self.csrf.protect && self.csrf.in_cookies
    }

    /// Whether cookies are a token location.
    pub(crate) fn in_use(&self) -> bool {
        self.in_use
    }
}

/// Returns the error, or logs it as a warning where the Python libraries accept the options.
fn reject_or_warn(dialect: &Dialect, error: ConfigError) -> Result<(), ConfigError> {
    if dialect.strict_cookies {
        return Err(error);
    }
    tracing::warn!("{error}");
    Ok(())
}

fn checked_cookies(
    token_type: TokenType,
    cookies: &TokenCookieOptions,
    options: &CookieOptions,
    dialect: &Dialect,
) -> Result<TokenCookies, ConfigError> {
    let (header_name, option) = match (&options.csrf_header_name, token_type) {
        (Some(of_both), _) => (of_both, "csrf_header_name"),
        (None, TokenType::Access) => (&cookies.csrf_header_name, "access_csrf_header_name"),
        (None, TokenType::Refresh) => (&cookies.csrf_header_name, "refresh_csrf_header_name"),
    };
    let token = checked_place(&cookies.token, options, dialect)?;
    let mut former_names = Vec::new();
    for former in &options.former {
        let is_other = without_prefix(&former.name) == without_prefix(&token.name)
            && former.name != token.name
            && is_as_safe(&former.name, &token.name);
        if is_other && !former_names.contains(&former.name) {
            former_names.push(former.name.clone());
        }
    }
    Ok(TokenCookies {
        token,
        former_names: former_names.into_iter().map(Cow::Owned).collect(),
        csrf: checked_place(&cookies.csrf, options, dialect)?,
        csrf_header: checked_header_name(header_name, option)?,
        csrf_field: cookies.csrf_field_name.clone(),
    })
}

/// Checks a name and a path, and adds the name prefix that keeps other hosts from setting the
/// cookie.
fn checked_place(
    place: &CookiePlace,
    options: &CookieOptions,
    dialect: &Dialect,
) -> Result<CookiePlace, ConfigError> {
    if !is_cookie_name(&place.name) {
        return Err(ConfigError::InvalidCookieName);
    }
    let path = cookie_path(&place.path).ok_or(ConfigError::InvalidCookiePath)?;
    let host_only = options.secure && options.domain.is_none() && path == "/";
    if has_prefix(&place.name, "__Host-") && !host_only {
        return Err(ConfigError::HostPrefixNotAllowed);
    }
    if has_prefix(&place.name, "__Secure-") && !options.secure {
        return Err(ConfigError::SecurePrefixNotAllowed);
    }
    let prefixed = place.name.starts_with("__");
    let name = match dialect.prefixes_cookies && host_only && !prefixed {
        true => format!("__Host-{}", place.name).into(),
        false => place.name.clone(),
    };
    Ok(CookiePlace {
        name,
        path: path.into_owned().into(),
    })
}

/// Checks that no two cookies that are set are one and the same to a browser, or to a request.
fn check_names_differ(
    by_type: &PerTokenType<TokenCookies>,
    sets_csrf_cookies: bool,
) -> Result<(), ConfigError> {
    let (access, refresh) = (&by_type.access, &by_type.refresh);
    let csrf = || [&access.csrf, &refresh.csrf];
    let is_token =
        |csrf: &CookiePlace| [&access.token.name, &refresh.token.name].contains(&&csrf.name);
    // Where both are sent, the path does not tell them apart (RFC 6265 section 5.4).
    let clash = access.token.name == refresh.token.name
        || (sets_csrf_cookies && csrf().into_iter().any(is_token))
        // Scripts may find each on the pages of its own path.
        || (sets_csrf_cookies
            && access.csrf.name == refresh.csrf.name
            && access.csrf.path == refresh.csrf.path);
    match clash {
        true => Err(ConfigError::CookiesOfOneName),
        false => Ok(()),
    }
}

fn checked_domain(options: &CookieOptions) -> Result<Option<String>, ConfigError> {
    let converted = |domain: &String| cookie_domain(domain).map(Cow::into_owned);
    match &options.domain {
        None => Ok(None),
        Some(domain) => converted(domain)
            .map(Some)
            .ok_or(ConfigError::InvalidCookieDomain),
    }
}
