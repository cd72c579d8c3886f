//! The options of [`JwtConfig`] about cookies and their CSRF protection.

use std::{borrow::Cow, time::Duration};

use crate::config::{
    jwt_config::JwtConfig,
    values::{implicit_refresh::ImplicitRefresh, same_site::SameSite},
};

/// Methods that each set one text option.
macro_rules! text_options {
    ($($(#[$meta:meta])* $name:ident => $($field:ident).+;)*) => {
        impl JwtConfig {
            $(
                $(#[$meta])*
                pub fn $name(mut self, value: impl Into<Cow<'static, str>>) -> Self {
                    self.cookies.$($field).+ = value.into();
                    self
                }
            )*
        }
    };
}

/// Methods that each set one switch.
macro_rules! switches {
    ($($(#[$meta:meta])* $name:ident => $($field:ident).+;)*) => {
        impl JwtConfig {
            $(
                $(#[$meta])*
                pub fn $name(mut self, on: bool) -> Self {
                    self.cookies.$($field).+ = on;
                    self
                }
            )*
        }
    };
}

text_options! {
    /// The name of the cookie that contains the access token. Defaults to `access_token_cookie`; for
    /// [`new`](Self::new) with the prefix `__Host-`, where domain and path allow it.
    ///
    /// Python: `JWT_ACCESS_COOKIE_NAME`.
    access_cookie_name => by_type.access.token.name;
    /// The path for which the access cookie is sent. Defaults to `/`.
    ///
    /// Python: `JWT_ACCESS_COOKIE_PATH`.
    access_cookie_path => by_type.access.token.path;
    /// The name of the cookie that contains the refresh token. Defaults to `refresh_token_cookie`; for
    /// [`new`](Self::new) with the prefix `__Host-`, where domain and path allow it.
    ///
    /// Python: `JWT_REFRESH_COOKIE_NAME`.
    refresh_cookie_name => by_type.refresh.token.name;
    /// The path for which the refresh cookie is sent. Defaults to `/`; the path of the refresh
    /// endpoint is narrower.
    ///
    /// Python: `JWT_REFRESH_COOKIE_PATH`.
    refresh_cookie_path => by_type.refresh.token.path;
    /// The name of the cookie from which scripts read the access token's CSRF value. Defaults to
    /// `csrf_access_token`; for [`new`](Self::new) with the prefix `__Host-`.
    ///
    /// Python: `JWT_ACCESS_CSRF_COOKIE_NAME`.
    access_csrf_cookie_name => by_type.access.csrf.name;
    /// The path of the access token's CSRF cookie. Defaults to `/`.
    ///
    /// Python: `JWT_ACCESS_CSRF_COOKIE_PATH`.
    access_csrf_cookie_path => by_type.access.csrf.path;
    /// The name of the cookie from which scripts read the refresh token's CSRF value. Defaults to
    /// `csrf_refresh_token`; for [`new`](Self::new) with the prefix `__Host-`.
    ///
    /// Python: `JWT_REFRESH_CSRF_COOKIE_NAME`.
    refresh_csrf_cookie_name => by_type.refresh.csrf.name;
    /// The path of the refresh token's CSRF cookie. Defaults to `/`.
    ///
    /// Python: `JWT_REFRESH_CSRF_COOKIE_PATH`.
    refresh_csrf_cookie_path => by_type.refresh.csrf.path;
    /// The request header that contains the access token's CSRF value. Defaults to `X-CSRF-TOKEN`.
    ///
    /// Python: `JWT_ACCESS_CSRF_HEADER_NAME`.
    access_csrf_header_name => by_type.access.csrf_header_name;
    /// The request header that contains the refresh token's CSRF value. Defaults to `X-CSRF-TOKEN`.
    ///
    /// Python: `JWT_REFRESH_CSRF_HEADER_NAME`.
    refresh_csrf_header_name => by_type.refresh.csrf_header_name;
    /// The form field that contains the access token's CSRF value, with
    /// [`csrf_check_form`](Self::csrf_check_form). Defaults to `csrf_token`.
    ///
    /// Python: `JWT_ACCESS_CSRF_FIELD_NAME`.
    access_csrf_field_name => by_type.access.csrf_field_name;
    /// The form field that contains the refresh token's CSRF value, with
    /// [`csrf_check_form`](Self::csrf_check_form). Defaults to `csrf_token`.
    ///
    /// Python: `JWT_REFRESH_CSRF_FIELD_NAME`.
    refresh_csrf_field_name => by_type.refresh.csrf_field_name;
}

switches! {
    /// Whether cookies are sent over HTTPS only. Defaults to `true`; to `false` for
    /// [`quart`](Self::quart) and [`flask`](Self::flask).
    ///
    /// Python: `JWT_COOKIE_SECURE`.
    cookie_secure => secure;
    /// Whether cookies end with the browser's session; otherwise they last a year. Defaults to
    /// `true`.
    ///
    /// Python: `JWT_SESSION_COOKIE`.
    session_cookie => session;
    /// Whether requests with a token in a cookie need its CSRF value. Defaults to `true`.
    ///
    /// Python: `JWT_COOKIE_CSRF_PROTECT`.
    cookie_csrf_protect => csrf.protect;
    /// Whether the CSRF value is set as a cookie of its own, for scripts to read. Defaults to `true`.
    ///
    /// Python: `JWT_CSRF_IN_COOKIES`.
    csrf_in_cookies => csrf.in_cookies;
    /// Whether the CSRF value is also accepted in a form field. Defaults to `false`.
    ///
    /// Python: `JWT_CSRF_CHECK_FORM`.
    csrf_check_form => csrf.check_form;
}

impl JwtConfig {
    /// The domain to which cookies are sent, with its subdomains. Defaults to none: this host alone.
    ///
    /// Python: `JWT_COOKIE_DOMAIN`.
    pub fn cookie_domain(mut self, domain: impl Into<String>) -> Self {
        self.cookies.domain = Some(domain.into());
        self
    }

    /// Whether browsers send the cookies with requests that other sites start. Defaults to
    /// [`SameSite::Lax`]; to `None`, which omits the attribute, for [`quart`](Self::quart) and
    /// [`flask`](Self::flask).
    ///
    /// Python: `JWT_COOKIE_SAMESITE`.
    #[doc(alias = "cookie_samesite")]
    pub fn cookie_same_site(mut self, same_site: impl Into<Option<SameSite>>) -> Self {
        self.cookies.same_site = same_site.into();
        self
    }

    /// The methods for which a request with a token in a cookie needs its CSRF value.
    /// Defaults to every method except `GET` and `HEAD`; for [`quart`](Self::quart) and
    /// [`flask`](Self::flask) to `POST`, `PUT`, `PATCH` and `DELETE`.
    ///
    /// Write them in capitals: a request's method is converted to capitals before it is compared.
    /// A method in lower case is an error for [`new`](Self::new), and a warning in the log for
    /// [`quart`](Self::quart) and [`flask`](Self::flask), where it protects nothing, as in Python.
    ///
    /// Python: `JWT_CSRF_METHODS`.
    pub fn csrf_methods<M: Into<String>>(mut self, methods: impl IntoIterator<Item = M>) -> Self {
        self.cookies.csrf.methods = Some(methods.into_iter().map(Into::into).collect());
        self
    }

    /// Renews an access cookie with the response if its token expires within `window`. Defaults to
    /// never.
    ///
    /// The user stays logged in while they are active, but at most for `cap` after the login. Both
    /// are counted in whole seconds. A renewed token is never fresh. Cookies have to be among the
    /// [`token_locations`](Self::token_locations).
    ///
    /// A response that unsets the cookie is not changed, nor is a 304. Another request that is being handled during
    /// the logout can set the cookie again, unless the logout also [revokes](crate::revoke_jwt) the
    /// token: the revocation is checked again before a cookie is renewed.
    ///
    /// Python: the recipe "implicit refreshing with cookies" of Flask-JWT-Extended.
    pub fn implicit_refresh(mut self, window: Duration, cap: Duration) -> Self {
        self.implicit_refresh = Some(ImplicitRefresh::new(window, cap));
        self
    }

    /// The request header that contains the CSRF value of either token; overrides the options for
    /// each of them. Defaults to none.
    ///
    /// Python: `JWT_CSRF_HEADER_NAME`, which Quart has for old apps.
    pub fn csrf_header_name(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.cookies.csrf_header_name = Some(name.into());
        self
    }
}
