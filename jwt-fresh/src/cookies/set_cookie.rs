//! One `Set-Cookie` header (RFC 6265 section 4.1).

use std::time::Duration;

use actix_web::{
    cookie::{
        self, Cookie,
        time::{Duration as CookieDuration, OffsetDateTime},
    },
    http::header::HeaderValue,
};

use super::SetCookies;
use crate::{
    JwtError, Result, SameSite,
    config::{CookiePlace, Settings},
};

/// When a cookie ends.
#[derive(Clone, Copy)]
pub(super) enum Ending {
    /// After that time, or with the browser's session.
    After(Option<Duration>),
    /// It has ended: the browser drops it.
    Past,
}

/// Adds a cookie to a response, with the attributes that are configured.
pub(super) fn append(
    response: &mut impl SetCookies,
    place: &CookiePlace,
    value: &str,
    ending: Ending,
    http_only: bool,
    domain: Option<&str>,
    settings: &Settings,
) -> Result<()> {
    let mut cookie = Cookie::build(&*place.name, value)
        .path(&*place.path)
        .finish();
    if http_only {
        cookie.set_http_only(true);
    }
    // Said in either case: of itself the crate makes a cookie with SameSite=None secure.
    cookie.set_secure(settings.cookies.secure);
    cookie.set_same_site(settings.cookies.same_site.map(|same_site| match same_site {
        SameSite::Strict => cookie::SameSite::Strict,
        SameSite::Lax => cookie::SameSite::Lax,
        SameSite::None => cookie::SameSite::None,
    }));
    if let Some(domain) = domain {
        cookie.set_domain(domain);
    }
    match ending {
        Ending::Past => cookie.set_expires(OffsetDateTime::UNIX_EPOCH),
        Ending::After(None) => {}
        Ending::After(Some(max_age)) => {
            let seconds = i64::try_from(max_age.as_secs()).unwrap_or(i64::MAX);
            cookie.set_max_age(CookieDuration::seconds(seconds));
            // Both say the same; Python writes both. A date past all calendars is left out.
            let end = settings.whole_now().saturating_add(seconds);
            if let Ok(end) = OffsetDateTime::from_unix_timestamp(end) {
                cookie.set_expires(end);
            }
        }
    }
    let value = HeaderValue::from_str(&cookie.to_string())
        .map_err(|_| JwtError::invalid_token("The token can't stand in a cookie"))?;
    response.append_set_cookie(value);
    Ok(())
}
