//! The two cookies of a token: the token itself, and its CSRF value, which scripts can read.

use crate::{
    config::settings::{checked::Settings, cookies::TokenCookies},
    error::jwt_error::{JwtError, Result},
    manager::now_or_never::now_or_never,
    request::{context::current::Current, decoder::TokenDecoder},
    token::{claim_names::NO_RENEWAL, token_type::TokenType, unverified::UnverifiedToken},
    web::cookies::{
        overrides::CookieOverrides,
        response::SetCookies,
        set_cookie::{CookieExpiry, SetCookie, invalid_cookie},
    },
};

/// The cookies of one token type, to be set or unset on one response.
pub(crate) struct CookiePair<'c> {
    settings: &'c Settings,
    cookies: &'c TokenCookies,
    overrides: &'c CookieOverrides,
}

impl<'c> CookiePair<'c> {
    /// The cookies for a token type.
    ///
    /// # Errors
    ///
    /// [`JwtError::CookiesNotInUse`] if cookies are not a token location and the dialect checks that.
    pub(crate) fn new(
        settings: &'c Settings,
        token_type: TokenType,
        overrides: &'c CookieOverrides,
    ) -> Result<Self> {
        if settings.dialect.cookies_must_be_in_use && !settings.cookies.in_use() {
            return Err(JwtError::cookies_not_in_use());
        }
        Ok(Self {
            settings,
            cookies: settings.cookies.get(token_type),
            overrides,
        })
    }

    /// Whether the CSRF value of the token is set as a cookie too.
    pub(crate) fn has_csrf_cookie(&self) -> bool {
        self.settings.cookies.sets_csrf_cookies()
    }

    /// Checks that a renewal of the access cookie would take the place of this one: it is set as
    /// configured.
    pub(crate) fn check_renewal(&self, token: &str, token_type: TokenType) -> Result<()> {
        let is_overridden = self.overrides.domain.is_some() || self.overrides.max_age.is_some();
        let is_renewed = self.settings.implicit_refresh.is_some()
            && self.settings.cookies.in_use()
            && token_type == TokenType::Access;
        if !(is_overridden && is_renewed) {
            return Ok(());
        }
        let token = UnverifiedToken::read(token.as_bytes())?;
        if token.claims().get(NO_RENEWAL).is_some() {
            return Ok(());
        }
        Err(invalid_cookie(
            "`implicit_refresh` would renew it without its own `max_age` or `domain`; \
             create the token with `.no_renewal()`, or set the option in the configuration",
        ))
    }

    /// Sets the cookie with the token, and the cookie with its CSRF value, if any.
    pub(crate) fn set(
        &self,
        response: &mut impl SetCookies,
        token: &str,
        csrf: Option<&str>,
    ) -> Result<()> {
        let max_age = self.overrides.max_age.or(self.settings.cookies.max_age);
        self.append(response, token, csrf, CookieExpiry::After(max_age))
    }

    /// Unsets both cookies.
    pub(crate) fn unset(&self, response: &mut impl SetCookies) -> Result<()> {
        let csrf = self.has_csrf_cookie().then_some("");
        self.append(response, "", csrf, CookieExpiry::Past)
    }

    fn append(
        &self,
        response: &mut impl SetCookies,
        token: &str,
        csrf: Option<&str>,
        expiry: CookieExpiry,
    ) -> Result<()> {
        let domain = self.overrides.domain.as_deref();
        let cookie = |place, value, http_only| SetCookie {
            place,
            value,
            expiry,
            http_only,
            domain: domain.or(self.settings.cookies.domain.as_deref()),
        };
        cookie(&self.cookies.token, token, true).append_to(response, self.settings)?;
        match csrf {
            Some(csrf) => {
                cookie(&self.cookies.csrf, csrf, false).append_to(response, self.settings)
            }
            None => Ok(()),
        }
    }
}

/// The CSRF value of a token, which is verified unless that would await a callback.
///
/// If the key comes from a callback that awaits, the value is read from the unverified token. That is
/// safe: the CSRF value grants nothing without a valid token.
pub(crate) fn csrf_value_of(current: &Current, token: &str) -> Result<String> {
    let decoder = TokenDecoder::new(Some(current.clone()));
    let csrf = match now_or_never(decoder.decode_async(token)) {
        Some(verified) => verified?.csrf().map(str::to_owned),
        None => {
            let unverified = UnverifiedToken::read(token.as_bytes())?;
            unverified.claims()["csrf"].as_str().map(str::to_owned)
        }
    };
    csrf.ok_or_else(|| JwtError::missing_claim("csrf"))
}
