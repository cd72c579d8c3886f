//! The cookies that carry tokens and CSRF values, as configured.

use std::borrow::Cow;

use crate::config::values::{per_type::PerTokenType, same_site::SameSite};

/// The cookies, as the user typed them.
#[derive(Clone)]
pub(crate) struct CookieOptions {
    pub(crate) kinds: PerTokenType<TokenCookieOptions>,
    /// Wins over the header name of either kind.
    pub(crate) csrf_header_name: Option<Cow<'static, str>>,
    pub(crate) csrf_methods: Vec<String>,
    pub(crate) csrf_protect: bool,
    pub(crate) csrf_in_cookies: bool,
    pub(crate) csrf_check_form: bool,
    pub(crate) domain: Option<String>,
    pub(crate) secure: bool,
    pub(crate) same_site: Option<SameSite>,
    pub(crate) session: bool,
}

/// The two cookies of one kind of token, and where its CSRF value comes back.
#[derive(Clone)]
pub(crate) struct TokenCookieOptions {
    pub(crate) token: CookiePlace,
    pub(crate) csrf: CookiePlace,
    pub(crate) csrf_header_name: Cow<'static, str>,
    pub(crate) csrf_field_name: Cow<'static, str>,
}

/// A cookie's name and the path it is sent for.
#[derive(Clone, Debug)]
pub(crate) struct CookiePlace {
    pub(crate) name: Cow<'static, str>,
    pub(crate) path: Cow<'static, str>,
}

impl CookiePlace {
    const fn at_root(name: &'static str) -> Self {
        Self {
            name: Cow::Borrowed(name),
            path: Cow::Borrowed("/"),
        }
    }
}

impl CookieOptions {
    pub(crate) fn with_defaults(secure: bool, same_site: Option<SameSite>) -> Self {
        let kind = |token, csrf| TokenCookieOptions {
            token: CookiePlace::at_root(token),
            csrf: CookiePlace::at_root(csrf),
            csrf_header_name: Cow::Borrowed("X-CSRF-TOKEN"),
            csrf_field_name: Cow::Borrowed("csrf_token"),
        };
        Self {
            kinds: PerTokenType {
                access: kind("access_token_cookie", "csrf_access_token"),
                refresh: kind("refresh_token_cookie", "csrf_refresh_token"),
            },
            csrf_header_name: None,
            csrf_methods: ["POST", "PUT", "PATCH", "DELETE"]
                .map(str::to_owned)
                .to_vec(),
            csrf_protect: true,
            csrf_in_cookies: true,
            csrf_check_form: false,
            domain: None,
            secure,
            same_site,
            session: true,
        }
    }
}
