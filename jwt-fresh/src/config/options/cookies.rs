//! The options of [`JwtConfig`] about cookies and their CSRF protection.

use std::{borrow::Cow, time::Duration};

use crate::config::{
    groups::cookies::FormerCookie,
    jwt_config::JwtConfig,
    values::{
        csrf_protection::CsrfProtection, implicit_refresh::ImplicitRefresh, same_site::SameSite,
    },
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
    /// [`new`](Self::new) with the prefix `__Host-` where [the options allow it](Self#the-names-of-cookies).
    ///
    /// Python: `JWT_ACCESS_COOKIE_NAME`.
    access_cookie_name => by_type.access.token.name;
    /// The path for which the access cookie is sent. Defaults to `/`. Other characters than those of a
    /// URL are percent-encoded.
    ///
    /// Python: `JWT_ACCESS_COOKIE_PATH`.
    access_cookie_path => by_type.access.token.path;
    /// The name of the cookie that contains the refresh token. Defaults to `refresh_token_cookie`; for
    /// [`new`](Self::new) with the prefix `__Host-` where [the options allow it](Self#the-names-of-cookies).
    ///
    /// Python: `JWT_REFRESH_COOKIE_NAME`.
    refresh_cookie_name => by_type.refresh.token.name;
    /// The path for which the refresh cookie is sent. Defaults to `/`; the path of the refresh
    /// endpoint is narrower.
    ///
    /// Python: `JWT_REFRESH_COOKIE_PATH`.
    refresh_cookie_path => by_type.refresh.token.path;
    /// The name of the cookie from which scripts read the access token's CSRF value. Defaults to
    /// `csrf_access_token`; for [`new`](Self::new) with the prefix `__Host-` where
    /// [the options allow it](Self#the-names-of-cookies).
    ///
    /// Python: `JWT_ACCESS_CSRF_COOKIE_NAME`.
    access_csrf_cookie_name => by_type.access.csrf.name;
    /// The path of the access token's CSRF cookie. Defaults to `/`.
    ///
    /// Python: `JWT_ACCESS_CSRF_COOKIE_PATH`.
    access_csrf_cookie_path => by_type.access.csrf.path;
    /// The name of the cookie from which scripts read the refresh token's CSRF value. Defaults to
    /// `csrf_refresh_token`; for [`new`](Self::new) with the prefix `__Host-` where
    /// [the options allow it](Self#the-names-of-cookies).
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
    /// On `http://localhost` it can stay on: Chromium and Firefox keep `Secure` cookies of loopback
    /// hosts; Safari does not. With [`new`](Self::new) it also decides the cookies'
    /// [names](Self#the-names-of-cookies).
    ///
    /// Python: `JWT_COOKIE_SECURE`.
    cookie_secure => secure;
    /// Whether cookies end with the browser's session; otherwise they last a year. Defaults to
    /// `true`.
    ///
    /// Python: `JWT_SESSION_COOKIE`.
    session_cookie => session;
    /// Whether writing requests with a token in a cookie are protected against cross-site request
    /// forgery, as [`csrf_protection`](Self::csrf_protection) says. Defaults to `true`.
    ///
    /// The check of WebSockets by [`trusted_origins`](Self::trusted_origins) stays on: the page of
    /// another origin could read them too.
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
    /// A leading dot and a port are left out, and an internationalized name is written in ASCII, as
    /// Werkzeug does.
    ///
    /// Python: `JWT_COOKIE_DOMAIN`.
    pub fn cookie_domain(mut self, domain: impl Into<String>) -> Self {
        self.cookies.domain = Some(domain.into());
        self
    }

    /// Where cookies were before the configuration was changed: name, domain (or `None` for the host
    /// alone) and path. Defaults to none.
    ///
    /// Browsers keep cookies of one name apart by domain and path, so a change of
    /// [`cookie_domain`](Self::cookie_domain) or of a path leaves the old cookies beside the new ones;
    /// a request with two is rejected with 422. That response deletes all of them that can be told from
    /// the request: those of this host and of the configured domain, for the configured path, the
    /// request's, and the paths above. A login, a log-out and a renewal delete those for the configured
    /// path and above, if the request sends one, and always those that are named here. So name a former
    /// domain, and a path that was longer than the configured one: nobody is rejected even once then.
    ///
    /// With [`new`](Self::new) a change of domain or path also changes the *name*, because of its
    /// prefix `__Host-`, which **logs everybody out** unless the old name is listed here: its cookie is
    /// then read where the new one is absent. A name without the prefix is never read in place of one
    /// with it, as other hosts of the domain could set it.
    ///
    /// ```
    /// use jwt_fresh::JwtConfig;
    ///
    /// // The cookies were for this host alone, and are for the whole domain now.
    /// let config = JwtConfig::new("a secret of at least thirty-two bytes")
    ///     .cookie_domain("example.com")
    ///     .former_cookies([
    ///         ("__Host-access_token_cookie", None, "/"),
    ///         ("__Host-csrf_access_token", None, "/"),
    ///         ("__Host-refresh_token_cookie", None, "/"),
    ///         ("__Host-csrf_refresh_token", None, "/"),
    ///     ]);
    /// ```
    pub fn former_cookies<'a, D: Into<Option<&'a str>>>(
        mut self,
        places: impl IntoIterator<Item = (&'a str, D, &'a str)>,
    ) -> Self {
        let former = |(name, domain, path): (&str, D, &str)| FormerCookie {
            name: name.to_owned(),
            domain: domain.into().map(str::to_owned),
            path: path.to_owned(),
        };
        self.cookies.former = places.into_iter().map(former).collect();
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
    /// [`flask`](Self::flask) to `POST`, `PUT`, `PATCH` and `DELETE`. An empty list is an error:
    /// [`cookie_csrf_protect(false)`](Self::cookie_csrf_protect) turns the protection off.
    ///
    /// Write them in capitals: a request's method is converted to capitals before it is compared.
    /// A method in lower case is an error for [`new`](Self::new), and a warning in the
    /// [log](crate::events) for [`quart`](Self::quart) and [`flask`](Self::flask), where it protects
    /// nothing, as in Python.
    ///
    /// Python: `JWT_CSRF_METHODS`.
    pub fn csrf_methods<M: Into<String>>(mut self, methods: impl IntoIterator<Item = M>) -> Self {
        let methods: Vec<String> = methods.into_iter().map(Into::into).collect();
        self.note_list("csrf_methods", methods.is_empty());
        self.cookies.csrf.methods = Some(methods);
        self
    }

    /// What a writing request with a token in a cookie has to prove: that it knows the token's CSRF
    /// value, that it comes from the app's own or a [trusted](Self::trusted_origins) origin, or both.
    /// Defaults to [`CsrfProtection::Both`]; to [`CsrfProtection::DoubleSubmit`] for
    /// [`quart`](Self::quart) and [`flask`](Self::flask).
    ///
    /// Writing requests are those with one of the [`csrf_methods`](Self::csrf_methods). With
    /// [`FetchMetadata`](CsrfProtection::FetchMetadata) or `Both`, for them and for WebSockets:
    ///
    /// | `Sec-Fetch-Site` | `Origin` | |
    /// |---|---|---|
    /// | `same-origin`, `none` | | passes; a WebSocket's `Origin` is checked too |
    /// | `same-site`, `cross-site` | the request's own, or trusted | passes |
    /// | absent | absent, the request's own, or trusted | passes |
    /// | another value, or sent twice | | 401 [`CrossOrigin`](crate::JwtError::CrossOrigin) |
    /// | | any other, `null`, or sent twice | 401 [`CrossOrigin`](crate::JwtError::CrossOrigin) |
    ///
    /// The request's own origin has the host and the port of its `Host` header; the scheme is https
    /// while [`cookie_secure`](Self::cookie_secure) is on, except on loopback hosts.
    /// `X-Forwarded-Host` is never read: behind a proxy that changes `Host`, list the public origin
    /// in [`trusted_origins`](Self::trusted_origins).
    pub fn csrf_protection(mut self, protection: CsrfProtection) -> Self {
        self.cookies.csrf.protection = protection;
        self
    }

    /// Origins besides the app's own whose pages may send requests with a token in a cookie: scheme,
    /// host and port, such as `https://app.example.com` or `http://localhost:3000`. Defaults to none.
    ///
    /// Browsers send cookies with requests that another origin of the same *site* starts, such as
    /// another port or a sibling subdomain, whatever their `SameSite` is. This list is for two rules:
    ///
    /// - **WebSockets**, in every configuration: a request with `Upgrade: websocket` and a token in a
    ///   cookie needs an `Origin` that is absent, the request's own, or in this list.
    /// - **Writing requests**, with [`csrf_protection`](Self::csrf_protection).
    ///
    /// Other requests are rejected with 401 [`CrossOrigin`](crate::JwtError::CrossOrigin), and the
    /// [log](crate::events) names the origin once. Origins are compared as a whole, without wildcards;
    /// the scheme may be any, such as in `capacitor://localhost`. Pages of these origins also need CORS
    /// to read responses.
    ///
    /// ```
    /// use jwt_fresh::{JwtConfig, TokenLocation};
    ///
    /// // The page is served by app.example.com, and this is api.example.com.
    /// let config = JwtConfig::new("a secret of at least thirty-two bytes")
    ///     .token_locations([TokenLocation::Cookies])
    ///     .cookie_domain("example.com")
    ///     .trusted_origins(["https://app.example.com"]);
    /// ```
    pub fn trusted_origins<O: Into<String>>(
        mut self,
        origins: impl IntoIterator<Item = O>,
    ) -> Self {
        self.cookies.trusted_origins = origins.into_iter().map(Into::into).collect();
        self
    }

    /// Renews an access cookie with the response if its token expires within `window`. Defaults to
    /// never.
    ///
    /// The user stays logged in while they are active, but at most for `cap` after the login. Both
    /// are counted in whole seconds. A renewed token is never fresh; it keeps its identity, its issuer
    /// and audience, its CSRF value, what the login established (`auth_time`, `sid`, `amr`, `acr`, `act`,
    /// `cnf`), and the lifetime that the login gave it if that is shorter than the configured one. It has
    /// the header of a new token, and is verified before the cookie is set. Cookies have to be among the
    /// [`token_locations`](Self::token_locations).
    ///
    /// The app's claims are not copied, or else a role that was taken away would be in force until the
    /// cap. They come from
    /// [`renewal_claims_loader`](crate::JwtManagerBuilder::renewal_claims_loader), which is called with
    /// the identity in the token; without it from
    /// [`additional_claims_loader`](crate::JwtManagerBuilder::additional_claims_loader), if no
    /// [`user_identity_loader`](crate::JwtManagerBuilder::user_identity_loader) is set, which is never
    /// called for a renewal. Claims that the login gave by [`claims`](crate::TokenBuilder::claims) are
    /// renewed only by name: [`carry_claims`](Self::carry_claims). With [`new`](Self::new), a token with
    /// another one that the callback does not return, or whose value replaced that of the callback, is
    /// not renewed, and there is one warning in the log: such a claim may be a restriction. Its names
    /// are in the private claim `by_hand`. With [`quart`](Self::quart) and [`flask`](Self::flask) such
    /// claims are dropped, as the recipe drops them.
    ///
    /// If a callback fails, or if they take more than 10 seconds together, the old cookie stays, and there is a
    /// warning in the log.
    ///
    /// [`no_renewal`](crate::TokenBuilder::no_renewal) excludes a token. A cookie that is set with
    /// another `max_age` or `domain` than configured needs it, as the renewed cookie would not take its
    /// place.
    ///
    /// A response that unsets the cookie is not changed, nor is a 304. Another request that is being
    /// handled during
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
