//! Renewing an access cookie that is about to expire, on the way out (Flask's "implicit refresh").
//!
//! Off unless configured. What it never does: make a token fresh, bring back a session that the
//! handler has just ended, or let one live past its absolute cap.

use actix_web::{HttpResponse, http::header};
use serde_json::{Map, Value};

use crate::{
    config::{
        settings::checked::Settings,
        values::{implicit_refresh::ImplicitRefresh, lifetime::Lifetime},
    },
    create::renew,
    error::jwt_error::{JwtError, Result},
    request::context::current::Current,
    token::{
        auth_time::AuthTime, decoded::decoded_token::DecodedToken, location::TokenLocation,
        token_type::TokenType,
    },
    web::cookies::{cookie_pair::CookiePair, overrides::CookieOverrides},
};

/// When the first of a row of renewed tokens was issued, in seconds since 1970: what the cap is
/// counted from where no `auth_time` says when the user logged in. The `auth_time` itself is never
/// made up, or a token that came from a refresh would pass for a login.
const ORIGINALLY_ISSUED_AT: &str = "orig_iat";

/// Whether this response ought to renew the request's access cookie.
pub(crate) fn is_due<B>(response: &HttpResponse<B>, current: &Current) -> bool {
    current.manager().settings().implicit_refresh.is_some() && renewal(response, current).is_some()
}

/// Renews the cookie if it is due. A failure leaves the response as it is: the user has to log in
/// again a little earlier, and that is all.
pub(crate) async fn renew<B>(response: &mut HttpResponse<B>, current: &Current) {
    let Some((token, claims)) = renewal(response, current) else {
        return;
    };
    if let Err(error) = try_renew(response, current, &token, claims).await {
        tracing::debug!(%error, "an access cookie was not renewed");
    }
}

async fn try_renew<B>(
    response: &mut HttpResponse<B>,
    current: &Current,
    token: &DecodedToken,
    claims: Map<String, Value>,
) -> Result<(), JwtError> {
    // The handler may have revoked it a moment ago.
    let manager = current.manager();
    manager
        .callbacks()
        .check_not_revoked(token, manager.settings())
        .await?;
    let renewed = renew::renew(manager, token, claims).await?;
    let overrides = CookieOverrides::new();
    let cookies = CookiePair::new(manager.settings(), TokenType::Access, &overrides)?;
    cookies.set(response, &renewed.token, renewed.csrf.as_deref())
}

/// The claims of the renewed token, if the cookie is due.
fn renewal<B>(
    response: &HttpResponse<B>,
    current: &Current,
) -> Option<(DecodedToken, Map<String, Value>)> {
    let settings = current.manager().settings();
    let refresh = settings.implicit_refresh?;
    let context = current.context()?;
    let token = context.token;
    let by_cookie =
        context.location == TokenLocation::Cookies && token.token_type() == TokenType::Access;
    if !by_cookie || response.status().is_server_error() || sets_access_cookie(response, settings) {
        return None;
    }
    let claims = renewed_claims(&token, refresh, settings)?;
    Some((token, claims))
}

/// Whether the handler has set the cookie itself: a log-in, or a log-out.
fn sets_access_cookie<B>(response: &HttpResponse<B>, settings: &Settings) -> bool {
    let name = settings
        .cookies
        .get(TokenType::Access)
        .token
        .name
        .as_bytes();
    response
        .headers()
        .get_all(header::SET_COOKIE)
        .any(|cookie| {
            cookie
                .as_bytes()
                .strip_prefix(name)
                .is_some_and(|rest| rest.starts_with(b"="))
        })
}

/// The token's own claims with a new time, not fresh; `None` if it is not time yet, or too late.
fn renewed_claims(
    token: &DecodedToken,
    refresh: ImplicitRefresh,
    settings: &Settings,
) -> Option<Map<String, Value>> {
    let claims = token.claims();
    let Lifetime::Seconds(lifetime) = settings.lifetime(TokenType::Access) else {
        return None;
    };
    let now = settings.whole_now();
    let expires_at = claims["exp"].as_i64()?;
    let auth_time = AuthTime::of(token);
    let began_at = match auth_time {
        AuthTime::Absent => claims[ORIGINALLY_ISSUED_AT]
            .as_i64()
            .or_else(|| claims["iat"].as_i64())?,
        _ => auth_time.whole_seconds()?,
    };
    let new_expiry = now
        .saturating_add(lifetime)
        .min(began_at.saturating_add(refresh.cap_seconds));
    let in_window = expires_at.saturating_sub(now) <= refresh.window_seconds;
    // It may have expired while the handler was at work, and be forgotten by a revocation store.
    let is_over = expires_at as f64 <= settings.now() - settings.leeway;
    if !in_window || is_over || new_expiry <= expires_at {
        return None;
    }

    let mut renewed = Map::clone(claims);
    renewed.insert("fresh".to_owned(), Value::Bool(false));
    renewed.insert("iat".to_owned(), now.into());
    if renewed.contains_key("nbf") {
        renewed.insert("nbf".to_owned(), now.into());
    }
    renewed.insert("exp".to_owned(), new_expiry.into());
    if auth_time == AuthTime::Absent {
        renewed.insert(ORIGINALLY_ISSUED_AT.to_owned(), began_at.into());
    }
    Some(renewed)
}
