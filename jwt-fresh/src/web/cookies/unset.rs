//! Unsetting cookies: the log-out.

use crate::web::cookies::{
    in_use::current_with_cookies,
    overrides::CookieArguments,
    response::SetCookies,
    set_cookie::{Ending, append},
};
use crate::{error::jwt_error::Result, token::token_type::TokenType};

/// Unsets all four cookies: the log-out (Python's `unset_jwt_cookies`).
///
/// # Errors
///
/// [`MissingManager`](crate::JwtError::MissingManager) outside a request; under
/// [`JwtConfig::quart`](crate::JwtConfig::quart),
/// [`CookiesNotInUse`](crate::JwtError::CookiesNotInUse) where cookies are no token location.
pub fn unset_jwt_cookies(response: &mut impl SetCookies) -> Result<()> {
    unset_jwt_cookies_with(response, &CookieArguments::new())
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
    arguments: &CookieArguments,
) -> Result<()> {
    unset_access_cookies_with(response, arguments)?;
    unset_refresh_cookies_with(response, arguments)
}

/// Unsets the cookies of the access token (Python's `unset_access_cookies`).
///
/// # Errors
///
/// As [`unset_jwt_cookies`].
pub fn unset_access_cookies(response: &mut impl SetCookies) -> Result<()> {
    unset_access_cookies_with(response, &CookieArguments::new())
}

/// [`unset_access_cookies`] for cookies that were set with a domain of their own; see
/// [`unset_jwt_cookies_with`].
///
/// # Errors
///
/// As [`unset_jwt_cookies_with`].
pub fn unset_access_cookies_with(
    response: &mut impl SetCookies,
    arguments: &CookieArguments,
) -> Result<()> {
    unset(response, TokenType::Access, arguments)
}

/// Unsets the cookies of the refresh token (Python's `unset_refresh_cookies`).
///
/// # Errors
///
/// As [`unset_jwt_cookies`].
pub fn unset_refresh_cookies(response: &mut impl SetCookies) -> Result<()> {
    unset_refresh_cookies_with(response, &CookieArguments::new())
}

/// [`unset_refresh_cookies`] for cookies that were set with a domain of their own; see
/// [`unset_jwt_cookies_with`].
///
/// # Errors
///
/// As [`unset_jwt_cookies_with`].
pub fn unset_refresh_cookies_with(
    response: &mut impl SetCookies,
    arguments: &CookieArguments,
) -> Result<()> {
    unset(response, TokenType::Refresh, arguments)
}

fn unset(
    response: &mut impl SetCookies,
    kind: TokenType,
    arguments: &CookieArguments,
) -> Result<()> {
    let current = current_with_cookies()?;
    let settings = current.manager().settings();
    let cookies = settings.cookies.kinds.of(kind);
    let domain = arguments
        .domain
        .as_deref()
        .or(settings.cookies.domain.as_deref());
    append(
        response,
        &cookies.token,
        "",
        Ending::Past,
        true,
        domain,
        settings,
    )?;
    if settings.cookies.sets_csrf_cookies() {
        append(
            response,
            &cookies.csrf,
            "",
            Ending::Past,
            false,
            domain,
            settings,
        )?;
    }
    Ok(())
}
