//! The options of [`JwtConfig`] about cookies and their CSRF protection.

use std::{borrow::Cow, time::Duration};

use crate::config::{
    jwt_config::JwtConfig,
    values::{implicit_refresh::ImplicitRefresh, same_site::SameSite},
};

/// A method that sets one text option.
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

/// A method that sets one switch.
macro_rules! switches {
    ($($(#[$meta:meta])* $name:ident => $field:ident;)*) => {
        impl JwtConfig {
            $(
                $(#[$meta])*
                pub fn $name(mut self, on: bool) -> Self {
                    self.cookies.$field = on;
                    self
                }
            )*
        }
    };
}

text_options! {
    /// The cookie that carries the access token. Defaults to `access_token_cookie`; for
    /// [`new`](Self::new) with the prefix `__Host-`, where domain and path allow it.
    ///
    /// Python: `JWT_ACCESS_COOKIE_NAME`.
    access_cookie_name => kinds.access.token.name;
    /// The path that the access cookie is sent for. Defaults to `/`.
    ///
    /// Python: `JWT_ACCESS_COOKIE_PATH`.
    access_cookie_path => kinds.access.token.path;
    /// The cookie that carries the refresh token. Defaults to `refresh_token_cookie`; for
    /// [`new`](Self::new) with the prefix `__Host-`, where domain and path allow it.
    ///
    /// Python: `JWT_REFRESH_COOKIE_NAME`.
    refresh_cookie_name => kinds.refresh.token.name;
    /// The path that the refresh cookie is sent for. Defaults to `/`; the path of your refresh
    /// endpoint is a good one.
    ///
    /// Python: `JWT_REFRESH_COOKIE_PATH`.
    refresh_cookie_path => kinds.refresh.token.path;
    /// The cookie from which a script reads the access token's CSRF value. Defaults to
    /// `csrf_access_token`; for [`new`](Self::new) with the prefix `__Host-`.
    ///
    /// Python: `JWT_ACCESS_CSRF_COOKIE_NAME`.
    access_csrf_cookie_name => kinds.access.csrf.name;
    /// The path of the access token's CSRF cookie. Defaults to `/`.
    ///
    /// Python: `JWT_ACCESS_CSRF_COOKIE_PATH`.
    access_csrf_cookie_path => kinds.access.csrf.path;
    /// The cookie from which a script reads the refresh token's CSRF value. Defaults to
    /// `csrf_refresh_token`; for [`new`](Self::new) with the prefix `__Host-`.
    ///
    /// Python: `JWT_REFRESH_CSRF_COOKIE_NAME`.
    refresh_csrf_cookie_name => kinds.refresh.csrf.name;
    /// The path of the refresh token's CSRF cookie. Defaults to `/`.
    ///
    /// Python: `JWT_REFRESH_CSRF_COOKIE_PATH`.
    refresh_csrf_cookie_path => kinds.refresh.csrf.path;
    /// The header in which the access token's CSRF value comes back. Defaults to `X-CSRF-TOKEN`.
    ///
    /// Python: `JWT_ACCESS_CSRF_HEADER_NAME`.
    access_csrf_header_name => kinds.access.csrf_header_name;
    /// The header in which the refresh token's CSRF value comes back. Defaults to `X-CSRF-TOKEN`.
    ///
    /// Python: `JWT_REFRESH_CSRF_HEADER_NAME`.
    refresh_csrf_header_name => kinds.refresh.csrf_header_name;
    /// The form field in which the access token's CSRF value comes back, with
    /// [`csrf_check_form`](Self::csrf_check_form). Defaults to `csrf_token`.
    ///
    /// Python: `JWT_ACCESS_CSRF_FIELD_NAME`.
    access_csrf_field_name => kinds.access.csrf_field_name;
    /// The form field in which the refresh token's CSRF value comes back, with
    /// [`csrf_check_form`](Self::csrf_check_form). Defaults to `csrf_token`.
    ///
    /// Python: `JWT_REFRESH_CSRF_FIELD_NAME`.
    refresh_csrf_field_name => kinds.refresh.csrf_field_name;
}

switches! {
    /// Whether cookies are only sent over https. Defaults to `true`; to `false` for
    /// [`quart`](Self::quart) and [`flask`](Self::flask).
    ///
    /// Python: `JWT_COOKIE_SECURE`.
    cookie_secure => secure;
    /// Whether cookies end with the browser's session, rather than a year later. Defaults to `true`.
    ///
    /// Python: `JWT_SESSION_COOKIE`.
    session_cookie => session;
    /// Whether a token in a cookie has to come with its CSRF value. Defaults to `true`.
    ///
    /// Python: `JWT_COOKIE_CSRF_PROTECT`.
    cookie_csrf_protect => csrf_protect;
    /// Whether the CSRF value is set as a cookie of its own, for scripts to read. Defaults to `true`.
    ///
    /// Python: `JWT_CSRF_IN_COOKIES`.
    csrf_in_cookies => csrf_in_cookies;
    /// Whether the CSRF value may come back in a field of a form. Defaults to `false`.
    ///
    /// Python: `JWT_CSRF_CHECK_FORM`.
    csrf_check_form => csrf_check_form;
}

impl JwtConfig {
    /// The domain that cookies are sent to, with its subdomains. Defaults to none, which is this
    /// host alone.
    ///
    /// Python: `JWT_COOKIE_DOMAIN`.
    pub fn cookie_domain(mut self, domain: impl Into<String>) -> Self {
        self.cookies.domain = Some(domain.into());
        self
    }

    /// Whether browsers send the cookies with requests that other sites start. Defaults to
    /// [`SameSite::Lax`]; to `None` (the attribute is left out) for [`quart`](Self::quart) and
    /// [`flask`](Self::flask).
    ///
    /// Python: `JWT_COOKIE_SAMESITE`.
    #[doc(alias = "cookie_samesite")]
    pub fn cookie_same_site(mut self, same_site: impl Into<Option<SameSite>>) -> Self {
        self.cookies.same_site = same_site.into();
        self
    }

    /// The methods for which a token in a cookie has to come with its CSRF value.
    /// Defaults to `POST`, `PUT`, `PATCH` and `DELETE`.
    ///
    /// Write them in capitals: a request's method is read as if it were. In small letters they are
    /// an error for [`new`](Self::new), and a warning in the log for [`quart`](Self::quart) and
    /// [`flask`](Self::flask), where they protect nothing, as in Python.
    ///
    /// Python: `JWT_CSRF_METHODS`.
    pub fn csrf_methods<M: Into<String>>(mut self, methods: impl IntoIterator<Item = M>) -> Self {
        self.cookies.csrf_methods = methods.into_iter().map(Into::into).collect();
        self
    }

    /// Renews an access cookie on the way out, when it is within `window` of its expiry. Defaults
    /// to never.
    ///
    /// The user stays logged in while they are active, but at most for `cap` after the log-in,
    /// both to the second. A renewed token is never fresh. Cookies have to be among the
    /// [`token_locations`](Self::token_locations).
    ///
    /// A log-out that unsets the cookie is not undone. A request that is still under way at that
    /// moment can bring the cookie back, unless the log-out also [revokes](crate::revoke_jwt) the
    /// token: the revocation is looked up again before a cookie is renewed.
    ///
    /// Python: the recipe "implicit refreshing with cookies" of Flask-JWT-Extended.
    pub fn implicit_refresh(mut self, window: Duration, cap: Duration) -> Self {
        self.implicit_refresh = Some(ImplicitRefresh::new(window, cap));
        self
    }

    /// The header in which both CSRF values come back; wins over the options for each of them.
    /// Defaults to none.
    ///
    /// Python: `JWT_CSRF_HEADER_NAME`, which Quart has for old apps.
    pub fn csrf_header_name(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.cookies.csrf_header_name = Some(name.into());
        self
    }
}
