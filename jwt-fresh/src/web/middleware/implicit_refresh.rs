//! Implicit refresh: renews an access cookie that is about to expire, with the response.
//!
//! Off by default. A renewed token is never fresh, and has the app's claims of now. A session that the
//! handler has just ended is not brought back, and none lives past its absolute cap.

use std::time::Duration;

use actix_web::{
    HttpResponse,
    dev::ServiceResponse,
    http::{StatusCode, header},
    rt::time::timeout,
};

use crate::{
    config::{
        settings::checked::Settings,
        values::{implicit_refresh::ImplicitRefresh, lifetime::Lifetime},
    },
    create::renewal::{
        renew,
        renewed_claims::{ORIGINALLY_ISSUED_AT, RenewedTimes},
    },
    error::{
        events::{event::TokenRefreshed, rate_limit::log_limited},
        jwt_error::{JwtError, Result},
    },
    manager::{revocation::check::SessionScrutiny, sessions::SessionAtHand},
    request::{
        context::current::{Authenticated, Current},
        decoder::TokenDecoder,
    },
    token::{
        auth_time::AuthTime,
        claim_names::NO_RENEWAL,
        decoded::decoded_token::DecodedToken,
        location::TokenLocation,
        numeric_date::{numeric_date, whole_seconds},
        token_type::TokenType,
    },
    web::cookies::{cookie_pair::CookiePair, overrides::CookieOverrides},
};

/// The longest time that the callbacks of a renewal may take: the response waits for them.
const MOST_TIME: Duration = Duration::from_secs(10);

/// A renewal that is due: the request's token, and the times of the one that replaces it.
pub(crate) struct Renewal {
    token: DecodedToken,
    times: RenewedTimes,
}

/// Whether the manager renews cookies at all.
#[inline]
pub(crate) fn is_on(current: &Current) -> bool {
    current.manager().settings().implicit_refresh.is_some()
}

/// The renewal of the request's access cookie, if it is due.
pub(crate) fn renewal<B>(response: &HttpResponse<B>, current: &Current) -> Option<Renewal> {
    let refresh = current.manager().settings().implicit_refresh?;
    current.read(|context| due_renewal(context, refresh, response, current.manager().settings()))?
}

fn due_renewal<B>(
    context: &Authenticated,
    refresh: ImplicitRefresh,
    response: &HttpResponse<B>,
    settings: &Settings,
) -> Option<Renewal> {
    let token = &context.token;
    if token.claims().get(NO_RENEWAL).is_some() {
        return None;
    }
    let by_cookie =
        context.location == TokenLocation::Cookies && token.token_type() == TokenType::Access;
    let status = response.status();
    // The headers of a 304 update what a cache has stored, and a 1xx is not the response yet.
    let carries_no_cookie =
        status.is_server_error() || status.is_informational() || status == StatusCode::NOT_MODIFIED;
    if !by_cookie || carries_no_cookie || sets_access_cookie(response, settings) {
        return None;
    }
    Some(Renewal {
        times: renewed_times(token, context.session(), refresh, settings)?,
        token: token.clone(),
    })
}

/// Renews the cookie. After a failure the response is sent as it is: the user has to log in again a
/// little earlier.
pub(crate) async fn renew<B>(
    renewal: Renewal,
    response: &mut ServiceResponse<B>,
    current: &Current,
) {
    match timeout(MOST_TIME, try_renew(renewal, response, current)).await {
        Ok(Ok(())) => {}
        Ok(Err(JwtError::RevokedToken { .. })) => {
            tracing::debug!("an access cookie was not renewed: its token has been revoked");
        }
        Ok(Err(error)) => log_limited!(warn, %error, "an access cookie was not renewed"),
        Err(_) => log_limited!(
            warn,
            "an access cookie was not renewed: the callbacks took more than {} seconds",
            MOST_TIME.as_secs()
        ),
    }
}

async fn try_renew<B>(
    Renewal { token, times }: Renewal,
    response: &mut ServiceResponse<B>,
    current: &Current,
) -> Result<(), JwtError> {
    let request = response.request().clone();
    let manager = current.manager();
    let Some(renewed) = renew::renew(manager, &token, &times).await? else {
        return Ok(());
    };
    // The old cookie is better than one that the next request would be rejected with, such as after
    // a change of keys that do not fit each other.
    let decoder = TokenDecoder::new(Some(current.clone())).with_request(&request);
    let decoder = match &renewed.csrf {
        Some(csrf) => decoder.csrf_value(csrf),
        None => decoder,
    };
    decoder.decode_async(&renewed.token).await?;
    // Last of all that waits: the handler may have revoked it a moment ago, or another request while the
    // callbacks waited.
    manager
        .callbacks()
        .check_not_revoked(
            &token,
            Some(&request),
            SessionScrutiny::Usual,
            manager.settings(),
        )
        .await?;
    let overrides = CookieOverrides::new();
    let cookies = CookiePair::new(manager.settings(), TokenType::Access, &overrides)?;
    current.note_changed_cookies();
    cookies.set(
        response.response_mut(),
        &renewed.token,
        renewed.csrf.as_deref(),
    )?;
    let settings = manager.settings();
    settings.events.refreshed(&TokenRefreshed {
        by_cookie: true,
        expires_in: Some(times.expires_at.saturating_sub(settings.whole_now())),
    });
    Ok(())
}

/// Whether the handler has set the cookie itself, in a login or a log-out.
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

/// The times of the token that replaces this one; `None` if it is too early or too late.
fn renewed_times(
    token: &DecodedToken,
    session: Option<SessionAtHand>,
    refresh: ImplicitRefresh,
    settings: &Settings,
) -> Option<RenewedTimes> {
    let claims = token.claims();
    let Lifetime::Seconds(lifetime) = settings.lifetime(TokenType::Access) else {
        return None;
    };
    let now = settings.whole_now();
    let expires_at = claims["exp"].as_i64()?;
    let auth_time = AuthTime::from_token(token);
    let began_at = match auth_time {
        AuthTime::Absent => claims[ORIGINALLY_ISSUED_AT]
            .as_i64()
            .or_else(|| claims["iat"].as_i64())?,
        _ => auth_time.whole_seconds()?,
    };
    // A token that was given a shorter life keeps it.
    let given = token.validity().issued_at.map(whole_seconds);
    let lifetime = given.map_or(lifetime, |iat| lifetime.min(expires_at.saturating_sub(iat)));
    let new_expiry = now
        .saturating_add(lifetime)
        .min(began_at.saturating_add(refresh.cap_seconds));
    let session_end = session.and_then(|session| session.ends_at);
    let new_expiry = match session_end.map(numeric_date).map(whole_seconds) {
        Some(end) => new_expiry.min(end),
        None => new_expiry,
    };
    let in_window = expires_at.saturating_sub(now) <= refresh.window_seconds;
    // It may have expired while the handler ran, so that a revocation store has forgotten it.
    let has_expired = expires_at as f64 <= settings.now() - settings.leeway.late;
    if !in_window || has_expired || new_expiry <= expires_at {
        return None;
    }

    Some(RenewedTimes {
        issued_at: now,
        expires_at: new_expiry,
        began_at: (auth_time == AuthTime::Absent).then_some(began_at),
    })
}
