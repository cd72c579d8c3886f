//! Setting and unsetting the cookies that carry tokens.

use crate::{
    error::jwt_error::Result,
    request::context::current::Current,
    token::token_type::TokenType,
    web::cookies::{
        cookie_pair::{CookiePair, csrf_value_of},
        overrides::CookieOverrides,
        response::SetCookies,
    },
};

/// Sets the cookie with an access token, and the one with its CSRF value (Python's
/// `set_access_cookies`).
///
/// ```
/// use actix_web::{HttpResponse, post};
/// use jwt_fresh::{create_access_token, set_access_cookies};
///
/// #[post("/login")]
/// async fn login() -> jwt_fresh::Result<HttpResponse> {
///     let mut response = HttpResponse::Ok();
///     set_access_cookies(&mut response, &create_access_token("alice").fresh(true).encode()?)?;
///     Ok(response.finish())
/// }
/// ```
///
/// # Errors
///
/// Why the token is refused, which has to be a good one for its CSRF value to be read;
/// [`JwtError::InvalidToken`] if it holds what can't stand in a cookie;
/// [`JwtError::MissingManager`] outside a request; under
/// [`JwtConfig::quart`](crate::JwtConfig::quart), [`JwtError::CookiesNotInUse`] where cookies are no
/// token location.
pub fn set_access_cookies(response: &mut impl SetCookies, token: &str) -> Result<()> {
    set_access_cookies_with(response, token, &CookieOverrides::new())
}

/// Sets the cookie with a refresh token, and the one with its CSRF value (Python's
/// `set_refresh_cookies`).
///
/// # Errors
///
/// As [`set_access_cookies`].
pub fn set_refresh_cookies(response: &mut impl SetCookies, token: &str) -> Result<()> {
    set_refresh_cookies_with(response, token, &CookieOverrides::new())
}

/// [`set_access_cookies`] with arguments of its own.
///
/// # Errors
///
/// As [`set_access_cookies`]; [`JwtError::CookieNotSet`] if the domain is no host name or the
/// cookie can't have one.
pub fn set_access_cookies_with(
    response: &mut impl SetCookies,
    token: &str,
    overrides: &CookieOverrides,
) -> Result<()> {
    set(response, token, TokenType::Access, overrides)
}

/// [`set_refresh_cookies`] with arguments of its own.
///
/// # Errors
///
/// As [`set_access_cookies_with`].
pub fn set_refresh_cookies_with(
    response: &mut impl SetCookies,
    token: &str,
    overrides: &CookieOverrides,
) -> Result<()> {
    set(response, token, TokenType::Refresh, overrides)
}

/// Unsets all four cookies: the log-out (Python's `unset_jwt_cookies`).
///
/// # Errors
///
/// [`MissingManager`](crate::JwtError::MissingManager) outside a request; under
/// [`JwtConfig::quart`](crate::JwtConfig::quart),
/// [`CookiesNotInUse`](crate::JwtError::CookiesNotInUse) where cookies are no token location.
pub fn unset_jwt_cookies(response: &mut impl SetCookies) -> Result<()> {
    unset_jwt_cookies_with(response, &CookieOverrides::new())
}

/// [`unset_jwt_cookies`] for cookies that were set with a domain of their own.
///
/// A browser keeps a cookie that is unset for another domain than it was set for, so the log-out
/// has to name the same one. There is no `max_age` to unset.
///
/// # Errors
///
/// As [`unset_jwt_cookies`]; [`CookieNotSet`](crate::JwtError::CookieNotSet) if the domain is no host
/// name or the cookie can't have one.
pub fn unset_jwt_cookies_with(
    response: &mut impl SetCookies,
    overrides: &CookieOverrides,
) -> Result<()> {
    unset_access_cookies_with(response, overrides)?;
    unset_refresh_cookies_with(response, overrides)
}

/// Unsets the cookies of the access token (Python's `unset_access_cookies`).
///
/// # Errors
///
/// As [`unset_jwt_cookies`].
pub fn unset_access_cookies(response: &mut impl SetCookies) -> Result<()> {
    unset_access_cookies_with(response, &CookieOverrides::new())
}

/// [`unset_access_cookies`] for cookies that were set with a domain of their own; see
/// [`unset_jwt_cookies_with`].
///
/// # Errors
///
/// As [`unset_jwt_cookies_with`].
pub fn unset_access_cookies_with(
    response: &mut impl SetCookies,
    overrides: &CookieOverrides,
) -> Result<()> {
    unset(response, TokenType::Access, overrides)
}

/// Unsets the cookies of the refresh token (Python's `unset_refresh_cookies`).
///
/// # Errors
///
/// As [`unset_jwt_cookies`].
pub fn unset_refresh_cookies(response: &mut impl SetCookies) -> Result<()> {
    unset_refresh_cookies_with(response, &CookieOverrides::new())
}

/// [`unset_refresh_cookies`] for cookies that were set with a domain of their own; see
/// [`unset_jwt_cookies_with`].
///
/// # Errors
///
/// As [`unset_jwt_cookies_with`].
pub fn unset_refresh_cookies_with(
    response: &mut impl SetCookies,
    overrides: &CookieOverrides,
) -> Result<()> {
    unset(response, TokenType::Refresh, overrides)
}

fn set(
    response: &mut impl SetCookies,
    token: &str,
    token_type: TokenType,
    overrides: &CookieOverrides,
) -> Result<()> {
    let current = Current::require()?;
    let pair = CookiePair::new(current.manager().settings(), token_type, overrides)?;
    let csrf = if pair.has_csrf_cookie() {
        Some(csrf_value_of(&current, token)?)
    } else {
        None
    };
    pair.set(response, token, csrf.as_deref())
}

fn unset(
    response: &mut impl SetCookies,
    token_type: TokenType,
    overrides: &CookieOverrides,
) -> Result<()> {
    let current = Current::require()?;
    CookiePair::new(current.manager().settings(), token_type, overrides)?.unset(response)
}
