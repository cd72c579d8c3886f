//! Setting and unsetting the cookies that carry tokens.

mod response;
mod set_cookie;

use std::time::Duration;

pub use response::SetCookies;
use set_cookie::{Ending, append};

use crate::{
    JwtError, Result, TokenType, at_once::at_once, context::Current, dangerous, token_decoder,
};

/// What one response says differently of its cookies than the configuration.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct CookieArguments {
    max_age: Option<Duration>,
    domain: Option<String>,
}

impl CookieArguments {
    /// Nothing different.
    pub fn new() -> Self {
        Self::default()
    }

    /// How long the cookies live, to the second; zero is the configuration's own value, as in
    /// Python.
    pub fn max_age(mut self, max_age: Duration) -> Self {
        self.max_age = Some(max_age).filter(|max_age| !max_age.is_zero());
        self
    }

    /// The domain that the cookies are sent to, with its subdomains.
    ///
    /// A cookie whose name begins with `__Host-` can have none.
    pub fn domain(mut self, domain: impl Into<String>) -> Self {
        self.domain = Some(domain.into());
        self
    }
}

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
/// [`JwtError::MissingManager`] outside a request.
pub fn set_access_cookies(response: &mut impl SetCookies, token: &str) -> Result<()> {
    set_access_cookies_with(response, token, &CookieArguments::new())
}

/// Sets the cookie with a refresh token, and the one with its CSRF value (Python's
/// `set_refresh_cookies`).
///
/// # Errors
///
/// As [`set_access_cookies`].
pub fn set_refresh_cookies(response: &mut impl SetCookies, token: &str) -> Result<()> {
    set_refresh_cookies_with(response, token, &CookieArguments::new())
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
    arguments: &CookieArguments,
) -> Result<()> {
    set(response, token, TokenType::Access, arguments)
}

/// [`set_refresh_cookies`] with arguments of its own.
///
/// # Errors
///
/// As [`set_access_cookies_with`].
pub fn set_refresh_cookies_with(
    response: &mut impl SetCookies,
    token: &str,
    arguments: &CookieArguments,
) -> Result<()> {
    set(response, token, TokenType::Refresh, arguments)
}

/// Unsets all four cookies: the log-out (Python's `unset_jwt_cookies`).
///
/// # Errors
///
/// [`JwtError::MissingManager`] outside a request.
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
/// As [`unset_jwt_cookies`].
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
/// [`JwtError::MissingManager`] outside a request.
pub fn unset_access_cookies(response: &mut impl SetCookies) -> Result<()> {
    unset_access_cookies_with(response, &CookieArguments::new())
}

/// [`unset_access_cookies`] for cookies that were set with a domain of their own; see
/// [`unset_jwt_cookies_with`].
///
/// # Errors
///
/// As [`unset_jwt_cookies`].
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
/// [`JwtError::MissingManager`] outside a request.
pub fn unset_refresh_cookies(response: &mut impl SetCookies) -> Result<()> {
    unset_refresh_cookies_with(response, &CookieArguments::new())
}

/// [`unset_refresh_cookies`] for cookies that were set with a domain of their own; see
/// [`unset_jwt_cookies_with`].
///
/// # Errors
///
/// As [`unset_jwt_cookies`].
pub fn unset_refresh_cookies_with(
    response: &mut impl SetCookies,
    arguments: &CookieArguments,
) -> Result<()> {
    unset(response, TokenType::Refresh, arguments)
}

fn set(
    response: &mut impl SetCookies,
    token: &str,
    kind: TokenType,
    arguments: &CookieArguments,
) -> Result<()> {
    let current = current_with_cookies()?;
    let settings = current.manager().settings();
    let cookies = settings.cookies.kinds.of(kind);
    let max_age = arguments.max_age.or(settings.cookies.max_age);
    let domain = arguments
        .domain
        .as_deref()
        .or(settings.cookies.domain.as_deref());
    let csrf = match settings.cookies.sets_csrf_cookies() {
        true => Some(csrf_of(token)?),
        false => None,
    };
    append(
        response,
        &cookies.token,
        token,
        Ending::After(max_age),
        true,
        domain,
        settings,
    )?;
    if let Some(value) = csrf {
        append(
            response,
            &cookies.csrf,
            &value,
            Ending::After(max_age),
            false,
            domain,
            settings,
        )?;
    }
    Ok(())
}

/// The token's CSRF value, of a token that is verified where that can be done without waiting.
///
/// With a key that has to be waited for it is read as it stands: beside a token that is no good its
/// CSRF value is no good either.
fn csrf_of(token: &str) -> Result<String> {
    if let Some(verified) = at_once(token_decoder().decode_async(token)) {
        return verified?.require_csrf().map(str::to_owned);
    }
    match dangerous::decode_unverified(token)?.claims()["csrf"].as_str() {
        Some(csrf) => Ok(csrf.to_owned()),
        None => Err(JwtError::invalid_token("Missing claim: csrf")),
    }
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

/// The current request, of an app that looks for tokens in cookies where that is insisted on.
fn current_with_cookies() -> Result<Current> {
    let current = Current::require()?;
    let settings = current.manager().settings();
    if settings.dialect.cookies_must_be_in_use && !settings.cookies.in_use() {
        return Err(JwtError::CookiesNotInUse);
    }
    Ok(current)
}
