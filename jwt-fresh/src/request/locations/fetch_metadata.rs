//! Whether a request with a token in a cookie comes from the app's own origin or from a trusted one.
//!
//! Browsers say so in `Sec-Fetch-Site` (W3C Fetch Metadata) and in `Origin` (RFC 6454 section 7).
//! `X-Forwarded-Host` and `Forwarded` are never read: a client can send them.

use actix_web::{
    HttpRequest,
    http::header::{self, HeaderMap, HeaderName},
};

use crate::{
    config::{
        settings::checked::Settings,
        values::origin::{Authority, Origin},
    },
    error::jwt_error::JwtError,
};

/// Rejects a request that another origin started, if it opens a WebSocket or, with
/// [`FetchMetadata`](crate::CsrfProtection::FetchMetadata), if it `writes`.
///
/// A WebSocket is checked in every configuration: its handshake is a GET, to which no CSRF value
/// belongs, and the page of another origin reads what is sent.
#[inline]
pub(crate) fn check(
    request: &HttpRequest,
    writes: bool,
    settings: &Settings,
) -> Result<(), JwtError> {
    let upgrades = opens_web_socket(request.headers());
    if upgrades || (writes && settings.cookies.csrf.protection.reads_fetch_metadata()) {
        return check_at_length(request, upgrades, settings);
    }
    Ok(())
}

#[inline(never)]
fn check_at_length(
    request: &HttpRequest,
    upgrades: bool,
    settings: &Settings,
) -> Result<(), JwtError> {
    let csrf = &settings.cookies.csrf;
    let site = if csrf.protect && csrf.protection.reads_fetch_metadata() {
        Site::of(request.headers())
    } else {
        Site::Unsaid
    };
    let admitted = match (site, sent_origin(request.headers())) {
        (Site::Own, _) if !upgrades => return Ok(()),
        (Site::Own | Site::Unsaid, SentOrigin::Absent) => return Ok(()),
        (Site::Unreadable, origin) => Err(origin),
        (_, SentOrigin::One(origin)) if is_admitted(&origin, request, settings) => Ok(()),
        (_, origin) => Err(origin),
    };
    admitted.map_err(|origin| {
        settings.cookies.trusted_origins.report(match origin {
            SentOrigin::One(origin) => Some(origin),
            SentOrigin::Absent | SentOrigin::Unreadable => None,
        });
        JwtError::CrossOrigin
    })
}

/// Whether the request was started by a page of the app's own origin, by the user, or by no browser.
pub(crate) fn is_from_own_pages(request: &HttpRequest, settings: &Settings) -> bool {
    match (Site::of(request.headers()), sent_origin(request.headers())) {
        (Site::Own, _) | (Site::Unsaid, SentOrigin::Absent) => true,
        (Site::Unsaid, SentOrigin::One(origin)) => is_admitted(&origin, request, settings),
        (Site::Foreign | Site::Unreadable, _) | (Site::Unsaid, SentOrigin::Unreadable) => false,
    }
}

/// Whether a list of protocols in `Upgrade` contains `websocket`, in upper or lower case.
///
/// Any text that contains the word counts, as it does in actix-ws.
fn opens_web_socket(headers: &HeaderMap) -> bool {
    const NAME: &[u8] = b"websocket";
    headers.get_all(header::UPGRADE).any(|value| {
        let mut windows = value.as_bytes().windows(NAME.len());
        windows.any(|window| window.eq_ignore_ascii_case(NAME))
    })
}

/// What `Sec-Fetch-Site` says.
enum Site {
    /// The app's own origin, or the user, who typed the address.
    Own,
    /// Another origin, of the same or of another site.
    Foreign,
    /// Nothing: the header is absent.
    Unsaid,
    /// Something else, or it is sent twice.
    Unreadable,
}

impl Site {
    fn of(headers: &HeaderMap) -> Self {
        let name = HeaderName::from_static("sec-fetch-site");
        let mut values = headers.get_all(name);
        match (values.next(), values.next()) {
            (None, _) => Self::Unsaid,
            (Some(value), None) => match value.as_bytes() {
                b"same-origin" | b"none" => Self::Own,
                b"same-site" | b"cross-site" => Self::Foreign,
                _ => Self::Unreadable,
            },
            (Some(_), Some(_)) => Self::Unreadable,
        }
    }
}

/// What `Origin` says.
enum SentOrigin {
    Absent,
    One(Origin),
    /// `null`, something else, or it is sent twice.
    Unreadable,
}

fn sent_origin(headers: &HeaderMap) -> SentOrigin {
    let mut values = headers.get_all(header::ORIGIN);
    match (values.next(), values.next()) {
        (None, _) => SentOrigin::Absent,
        (Some(value), None) => value
            .to_str()
            .ok()
            .and_then(Origin::parse)
            .map_or(SentOrigin::Unreadable, SentOrigin::One),
        (Some(_), Some(_)) => SentOrigin::Unreadable,
    }
}

/// Whether the origin is the request's own, or trusted.
fn is_admitted(origin: &Origin, request: &HttpRequest, settings: &Settings) -> bool {
    let cookies = &settings.cookies;
    cookies.trusted_origins.contains(origin)
        || authority(request).is_some_and(|own| origin.is_of(&own, cookies.secure))
}

/// The host and the port to which the request was sent: `Host`, or `:authority` in HTTP/2.
fn authority(request: &HttpRequest) -> Option<Authority> {
    let mut values = request.headers().get_all(header::HOST);
    match (values.next(), values.next()) {
        (Some(host), None) => Authority::parse(host.to_str().ok()?),
        (None, _) => Authority::parse(request.uri().authority()?.as_str()),
        (Some(_), Some(_)) => None,
    }
}
