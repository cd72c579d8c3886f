//! The options of the cookies that carry tokens and CSRF values.

use std::borrow::Cow;

use crate::config::values::{
    csrf_protection::CsrfProtection, per_type::PerTokenType, same_site::SameSite,
};

/// The cookie options, not yet checked.
#[derive(Clone)]
pub(crate) struct CookieOptions {
    pub(crate) by_type: PerTokenType<TokenCookieOptions>,
    /// Overrides the header name of either token type.
    pub(crate) csrf_header_name: Option<Cow<'static, str>>,
    pub(crate) csrf: CsrfOptions,
    pub(crate) domain: Option<String>,
    pub(crate) secure: bool,
    pub(crate) same_site: Option<SameSite>,
    /// Origins besides the app's own, as given.
    pub(crate) trusted_origins: Vec<String>,
    /// Where cookies were before a change of the configuration, as given.
    pub(crate) former: Vec<FormerCookie>,
    /// Whether cookies end with the browser's session.
    pub(crate) session: bool,
}

/// How tokens in cookies are protected against cross-site request forgery.
#[derive(Clone)]
pub(crate) struct CsrfOptions {
    pub(crate) protect: bool,
    /// What a request has to prove, if it is protected.
    pub(crate) protection: CsrfProtection,
    /// Whether the CSRF value is also set as a cookie, for scripts to read.
    pub(crate) in_cookies: bool,
    /// Whether the CSRF value may come back in a form field.
    pub(crate) check_form: bool,
    /// The methods that need a CSRF value; `None` for the dialect's.
    pub(crate) methods: Option<Vec<String>>,
}

/// The two cookies of one token type, and where its CSRF value comes back.
#[derive(Clone)]
pub(crate) struct TokenCookieOptions {
    pub(crate) token: CookiePlace,
    pub(crate) csrf: CookiePlace,
    pub(crate) csrf_header_name: Cow<'static, str>,
    pub(crate) csrf_field_name: Cow<'static, str>,
}

/// A cookie that the app set before its configuration was changed.
#[derive(Clone)]
pub(crate) struct FormerCookie {
    pub(crate) name: String,
    pub(crate) domain: Option<String>,
    pub(crate) path: String,
}

/// A cookie's name and the path it is sent for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CookiePlace {
    pub(crate) name: Cow<'static, str>,
    pub(crate) path: Cow<'static, str>,
}

impl CookiePlace {
    /// The cookie of that name for the path `/`.
    pub(crate) const fn at_root(name: &'static str) -> Self {
        Self {
            name: Cow::Borrowed(name),
            path: Cow::Borrowed("/"),
        }
    }
}
