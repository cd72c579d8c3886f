//! Setting and unsetting the token cookies: `set_access_cookies`, `unset_jwt_cookies` and the like.

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
/// The response to the request is sent with `Cache-Control: no-store`, whatever the handler says.
///
/// # Errors
///
/// The reason why the token is invalid, if it is verified to read its CSRF value;
/// [`InvalidToken`](crate::JwtError::InvalidToken) if it contains characters that a cookie can't
/// contain; [`MissingManager`](crate::JwtError::MissingManager) outside a request; except
/// under [`JwtConfig::flask`](crate::JwtConfig::flask),
/// [`CookiesNotInUse`](crate::JwtError::CookiesNotInUse) if cookies are not one of the
/// [`token_locations`](crate::JwtConfig::token_locations).
pub fn set_access_cookies(response: &mut impl SetCookies, token: &str) -> Result<()> {
    set_access_cookies_with(response, token, &CookieOverrides::new())
}

/// Sets the cookie with a refresh token, and the one with its CSRF value (Python's
/// `set_refresh_cookies`).
///
/// ```
/// use actix_web::{HttpResponse, post};
/// use jwt_fresh::{
///     create_access_token, create_refresh_token, set_access_cookies, set_refresh_cookies,
/// };
///
/// #[post("/login")] // after the password was checked
/// async fn login() -> jwt_fresh::Result<HttpResponse> {
///     let mut response = HttpResponse::NoContent();
///     set_access_cookies(&mut response, &create_access_token("alice").fresh(true).encode()?)?;
///     set_refresh_cookies(&mut response, &create_refresh_token("alice").encode()?)?;
///     Ok(response.finish())
/// }
/// ```
///
/// A request to the refresh endpoint needs the CSRF value of the refresh token, which has a cookie of its own:
/// see [`refresh_csrf_cookie_name`](crate::JwtManager::refresh_csrf_cookie_name).
///
/// # Errors
///
/// As [`set_access_cookies`].
pub fn set_refresh_cookies(response: &mut impl SetCookies, token: &str) -> Result<()> {
    set_refresh_cookies_with(response, token, &CookieOverrides::new())
}

/// Sets the access cookies with another `max_age` or `domain` than configured; see
/// [`set_access_cookies`] (Python's `max_age` and `domain`).
///
/// ```
/// use std::time::Duration;
///
/// use actix_web::{HttpResponse, post};
/// use jwt_fresh::{CookieOverrides, create_access_token, set_access_cookies_with};
///
/// #[post("/login")] // "remember me": the cookie outlives the browser's session
/// async fn login() -> jwt_fresh::Result<HttpResponse> {
///     let a_day = Duration::from_secs(24 * 60 * 60);
///     let token = create_access_token("alice").fresh(true).expires_in(a_day).encode()?;
///     let mut response = HttpResponse::NoContent();
///     set_access_cookies_with(&mut response, &token, &CookieOverrides::new().max_age(a_day))?;
///     Ok(response.finish())
/// }
/// ```
///
/// # Errors
///
/// As [`set_access_cookies`]; [`CookieNotSet`](crate::JwtError::CookieNotSet) if the domain is not a
/// host name, or if the cookie's name begins with `__Host-`, which excludes a domain; and with
/// [`implicit_refresh`](crate::JwtConfig::implicit_refresh), which would renew the cookie without the
/// overrides, unless the token was created with
/// [`no_renewal`](crate::TokenBuilder::no_renewal).
pub fn set_access_cookies_with(
    response: &mut impl SetCookies,
    token: &str,
    overrides: &CookieOverrides,
) -> Result<()> {
    set(response, token, TokenType::Access, overrides)
}

/// Sets the refresh cookies with another `max_age` or `domain` than configured; see
/// [`set_refresh_cookies`] (Python's `max_age` and `domain`).
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

/// Unsets all four token and CSRF cookies, to log the user out (Python's `unset_jwt_cookies`).
///
/// ```
/// use actix_web::{HttpResponse, post};
/// use jwt_fresh::unset_jwt_cookies;
///
/// #[post("/logout")]
/// async fn logout() -> jwt_fresh::Result<HttpResponse> {
///     let mut response = HttpResponse::NoContent();
///     unset_jwt_cookies(&mut response)?;
///     Ok(response.finish())
/// }
/// ```
///
/// The tokens stay valid until they expire: [`revoke_jwt`](crate::revoke_jwt) ends them earlier.
///
/// # Errors
///
/// [`MissingManager`](crate::JwtError::MissingManager) outside a request; except
/// under [`JwtConfig::flask`](crate::JwtConfig::flask),
/// [`CookiesNotInUse`](crate::JwtError::CookiesNotInUse) if cookies are not one of the
/// [`token_locations`](crate::JwtConfig::token_locations).
pub fn unset_jwt_cookies(response: &mut impl SetCookies) -> Result<()> {
    unset_jwt_cookies_with(response, &CookieOverrides::new())
}

/// Unsets all four cookies for another domain than configured (Python's `domain`).
///
/// A browser identifies a cookie by its domain too, so pass the domain with which it was set;
/// `max_age` is ignored.
///
/// # Errors
///
/// As [`unset_jwt_cookies`]; [`CookieNotSet`](crate::JwtError::CookieNotSet) if the domain is not a
/// host name, or if the cookie's name begins with `__Host-`, which excludes a domain.
pub fn unset_jwt_cookies_with(
    response: &mut impl SetCookies,
    overrides: &CookieOverrides,
) -> Result<()> {
    unset_access_cookies_with(response, overrides)?;
    unset_refresh_cookies_with(response, overrides)
}

/// Unsets the cookies of the access token and its CSRF value (Python's `unset_access_cookies`).
///
/// # Errors
///
/// As [`unset_jwt_cookies`].
pub fn unset_access_cookies(response: &mut impl SetCookies) -> Result<()> {
    unset_access_cookies_with(response, &CookieOverrides::new())
}

/// Unsets the access cookies for another domain than configured; see [`unset_jwt_cookies_with`].
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

/// Unsets the cookies of the refresh token and its CSRF value (Python's `unset_refresh_cookies`).
///
/// # Errors
///
/// As [`unset_jwt_cookies`].
pub fn unset_refresh_cookies(response: &mut impl SetCookies) -> Result<()> {
    unset_refresh_cookies_with(response, &CookieOverrides::new())
}

/// Unsets the refresh cookies for another domain than configured; see [`unset_jwt_cookies_with`].
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
    pair.check_renewal(token, token_type)?;
    let csrf = if pair.has_csrf_cookie() {
        Some(csrf_value_of(&current, token)?)
    } else {
        None
    };
    current.note_changed_cookies();
    pair.set(response, token, csrf.as_deref())
}

fn unset(
    response: &mut impl SetCookies,
    token_type: TokenType,
    overrides: &CookieOverrides,
) -> Result<()> {
    let current = Current::require()?;
    let pair = CookiePair::new(current.manager().settings(), token_type, overrides)?;
    current.note_changed_cookies();
    pair.unset(response)
}
