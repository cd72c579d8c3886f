//! One `Set-Cookie` header (RFC 6265 section 4.1).

use std::time::Duration;

use actix_web::{
    cookie::{
        self, Cookie,
        time::{Duration as CookieDuration, OffsetDateTime},
    },
    http::header::HeaderValue,
};

use crate::{
    config::{
        groups::cookies::CookiePlace,
        settings::checked::Settings,
        values::{same_site::SameSite, syntax::is_cookie_domain},
    },
    error::{
        error_source::ErrorSource,
        jwt_error::{JwtError, Result},
    },
    web::cookies::response::SetCookies,
};

/// When a cookie ends.
#[derive(Clone, Copy)]
pub(crate) enum CookieEnd {
    /// After that time, or with the browser's session.
    After(Option<Duration>),
    /// In the past, so that the browser drops it.
    Past,
}

/// One cookie that a response sets or unsets; `Secure` and `SameSite` are as configured.
pub(crate) struct SetCookie<'c> {
    pub(crate) place: &'c CookiePlace,
    pub(crate) value: &'c str,
    pub(crate) end: CookieEnd,
    /// Whether scripts can't read it.
    pub(crate) http_only: bool,
    /// `None` for a cookie of this host alone.
    pub(crate) domain: Option<&'c str>,
}

impl SetCookie<'_> {
    /// Adds the cookie to a response.
    pub(crate) fn append_to(
        &self,
        response: &mut impl SetCookies,
        settings: &Settings,
    ) -> Result<()> {
        check(self.place, self.value, self.domain)?;
        let mut cookie = Cookie::build(&*self.place.name, self.value)
            .path(&*self.place.path)
            .finish();
        if self.http_only {
            cookie.set_http_only(true);
        }
        // Set in either case: if it is absent, `SameSite=None` adds it.
        cookie.set_secure(settings.cookies.secure);
        cookie.set_same_site(settings.cookies.same_site.map(|same_site| match same_site {
            SameSite::Strict => cookie::SameSite::Strict,
            SameSite::Lax => cookie::SameSite::Lax,
            SameSite::None => cookie::SameSite::None,
        }));
        if let Some(domain) = self.domain {
            cookie.set_domain(domain);
        }
        match self.end {
            CookieEnd::Past => cookie.set_expires(OffsetDateTime::UNIX_EPOCH),
            CookieEnd::After(None) => {}
            CookieEnd::After(Some(max_age)) => {
                let seconds = i64::try_from(max_age.as_secs()).unwrap_or(i64::MAX);
                cookie.set_max_age(CookieDuration::seconds(seconds));
                // Python writes `Expires` beside `Max-Age`. A date that no calendar has is left out.
                let end = settings.whole_now().saturating_add(seconds);
                if let Ok(end) = OffsetDateTime::from_unix_timestamp(end) {
                    cookie.set_expires(end);
                }
            }
        }
        let value = HeaderValue::from_str(&cookie.to_string()).map_err(|_| not_a_cookie_value())?;
        response.append_set_cookie(value);
        Ok(())
    }
}

/// The most of a name and a value together that browsers keep, in bytes (RFC 6265bis section 5.6).
const MAX_PAIR: usize = 4096;

/// Nothing of a token can become an attribute, and browsers take the cookie.
fn check(place: &CookiePlace, value: &str, domain: Option<&str>) -> Result<()> {
    if !value.bytes().all(is_cookie_octet) {
        return Err(not_a_cookie_value());
    }
    if let Some(domain) = domain {
        if !is_cookie_domain(domain) {
            return Err(refused("the domain is no host name"));
        }
        if place.name.starts_with("__Host-") {
            return Err(refused("a cookie named `__Host-..` can't have a domain"));
        }
    }
    if place.name.len() + value.len() > MAX_PAIR {
        tracing::warn!(cookie = %place.name, "browsers drop a cookie of more than 4096 bytes");
    }
    Ok(())
}

/// Whether the byte can stand in a cookie's value (RFC 6265 section 4.1.1).
fn is_cookie_octet(byte: u8) -> bool {
    byte.is_ascii_graphic() && !b"\",;\\".contains(&byte)
}

fn not_a_cookie_value() -> JwtError {
    JwtError::invalid_token("The token can't stand in a cookie")
}

/// Says in the log what is wrong with the cookie.
fn refused(reason: &str) -> JwtError {
    tracing::error!(reason, "a cookie was not set, for browsers would drop it");
    JwtError::CookieNotSet(ErrorSource::new(reason))
}
