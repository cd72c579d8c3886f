//! Writes one `Set-Cookie` header (RFC 6265 section 4.1).

use std::{borrow::Cow, time::Duration};

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
        values::{cookie_place::cookie_domain, same_site::SameSite, syntax::has_prefix},
    },
    error::{
        error_source::ErrorSource,
        events::rate_limit::log_limited,
        jwt_error::{JwtError, Result},
    },
    request::context::{caching::Caching, current::Current},
    web::cookies::response::SetCookies,
};

/// The expiry of a cookie.
#[derive(Clone, Copy)]
pub(crate) enum CookieExpiry {
    /// After this time; `None` at the end of the browser session.
    After(Option<Duration>),
    /// In the past, so that the browser deletes the cookie.
    Past,
}

/// A cookie to be set or unset; `Secure` and `SameSite` are as configured.
pub(crate) struct SetCookie<'c> {
    pub(crate) place: &'c CookiePlace,
    pub(crate) value: &'c str,
    pub(crate) expiry: CookieExpiry,
    /// Whether scripts are prevented from reading the cookie.
    pub(crate) http_only: bool,
    /// `None` for a host-only cookie.
    pub(crate) domain: Option<&'c str>,
}

impl SetCookie<'_> {
    /// Adds the cookie to a response.
    pub(crate) fn append_to(
        &self,
        response: &mut impl SetCookies,
        settings: &Settings,
    ) -> Result<()> {
        response.append_set_cookie(self.header_value(settings)?);
        Current::mark_response(Caching::NoStore);
        Ok(())
    }

    /// The value of the header.
    pub(crate) fn header_value(&self, settings: &Settings) -> Result<HeaderValue> {
        let domain = check(self.place, self.value, self.domain)?;
        let mut cookie = Cookie::build(&*self.place.name, self.value)
            .path(&*self.place.path)
            .finish();
        if self.http_only {
            cookie.set_http_only(true);
        }
        // Set explicitly in both cases: if unset, `SameSite=None` would add `Secure`.
        // A former cookie may have a prefix that the present ones can't have.
        cookie.set_secure(settings.cookies.secure || self.place.name.starts_with("__"));
        cookie.set_same_site(settings.cookies.same_site.map(|same_site| match same_site {
            SameSite::Strict => cookie::SameSite::Strict,
            SameSite::Lax => cookie::SameSite::Lax,
            SameSite::None => cookie::SameSite::None,
        }));
        if let Some(domain) = domain {
            cookie.set_domain(domain);
        }
        match self.expiry {
            CookieExpiry::Past => cookie.set_expires(OffsetDateTime::UNIX_EPOCH),
            CookieExpiry::After(None) => {}
            CookieExpiry::After(Some(max_age)) => {
                let seconds = i64::try_from(max_age.as_secs()).unwrap_or(i64::MAX);
                cookie.set_max_age(CookieDuration::seconds(seconds));
                // Python writes both `Expires` and `Max-Age`. A date out of range is omitted.
                let end = settings.whole_now().saturating_add(seconds);
                if let Ok(end) = OffsetDateTime::from_unix_timestamp(end) {
                    cookie.set_expires(end);
                }
            }
        }
        HeaderValue::from_str(&cookie.to_string()).map_err(|_| invalid_value())
    }
}

/// The maximum length of name and value together that browsers accept, in bytes (RFC 6265bis section
/// 5.6).
const MAX_PAIR: usize = 4096;

/// Checks that the value can't inject cookie attributes, and that browsers accept the cookie; returns
/// the domain as it is written.
fn check<'d>(
    place: &CookiePlace,
    value: &str,
    domain: Option<&'d str>,
) -> Result<Option<Cow<'d, str>>> {
    if !value.bytes().all(is_cookie_octet) {
        return Err(invalid_value());
    }
    let not_a_host = || invalid_cookie("the domain is not a host name");
    let domain = match domain {
        None => None,
        Some(domain) => Some(cookie_domain(domain).ok_or_else(not_a_host)?),
    };
    if domain.is_some() && has_prefix(&place.name, "__Host-") {
        return Err(invalid_cookie(
            "a cookie named `__Host-..` can't have a domain; \
             set `cookie_domain` or another cookie name in the configuration",
        ));
    }
    if place.name.len() + value.len() > MAX_PAIR {
        log_limited!(
            warn,
            cookie = %place.name,
            "browsers reject a cookie of more than 4096 bytes; put fewer claims into the token"
        );
    }
    Ok(domain)
}

/// Whether a cookie's value may contain the byte (RFC 6265 section 4.1.1).
fn is_cookie_octet(byte: u8) -> bool {
    byte.is_ascii_graphic() && !b"\",;\\".contains(&byte)
}

fn invalid_value() -> JwtError {
    JwtError::invalid_token("The token contains characters that are not allowed in a cookie")
}

/// Logs what is wrong with the cookie.
pub(crate) fn invalid_cookie(reason: &str) -> JwtError {
    log_limited!(error, reason, "a cookie was not set");
    JwtError::CookieNotSet {
        source: ErrorSource::new(reason),
    }
}
