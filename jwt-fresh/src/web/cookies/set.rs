//! Setting cookies: the log-in.

use crate::web::cookies::{
    in_use::current_with_cookies,
    overrides::CookieArguments,
    response::SetCookies,
    set_cookie::{Ending, append},
};
use crate::{
    error::jwt_error::{JwtError, Result},
    functions::dangerous,
    request::{decoder::token_decoder, now_or_never::at_once},
    token::token_type::TokenType,
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
