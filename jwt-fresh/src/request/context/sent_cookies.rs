//! The cookies that a request sends.

use actix_web::{
    HttpRequest,
    http::header::{self, HeaderMap, HeaderValue},
};
use memchr::memchr3;

use crate::request::locations::header_list::split_at;

/// The values of all cookies of a name, octet by octet (RFC 6265 section 5.4).
///
/// actix-web's parser decodes percent signs and trims Unicode white space. With it, a cookie whose
/// name a page may set could be read as one whose name it may not, such as `__Host-..`.
pub(crate) fn cookie_values<'h>(
    headers: &'h HeaderMap,
    name: &[u8],
) -> impl Iterator<Item = &'h [u8]> {
    headers
        .get_all(header::COOKIE)
        .flat_map(move |header| values_in(header, name))
}

fn values_in<'h>(header: &'h HeaderValue, name: &[u8]) -> impl Iterator<Item = &'h [u8]> {
    split_at(b';', header.as_bytes())
        .map(<[u8]>::trim_ascii)
        .filter_map(move |pair| value_of(name, pair))
}

/// The value of a pair with this name. White space round the `=` is ignored, and without one the value
/// is empty. A pair whose value has white space, or a quote that is not around all of it, is no cookie.
fn value_of<'r>(name: &[u8], pair: &'r [u8]) -> Option<&'r [u8]> {
    let rest = pair.strip_prefix(name)?.trim_ascii_start();
    let value = match rest {
        [b'=', value @ ..] => value.trim_ascii_start(),
        [] => rest,
        // Another name, which begins with ours.
        _ => return None,
    };
    match value {
        [b'"', inner @ .., b'"'] => (!has_bare_quote(inner)).then_some(inner),
        _ => memchr3(b' ', b'\t', b'"', value).is_none().then_some(value),
    }
}

/// Whether there is a quote without a backslash before it.
fn has_bare_quote(text: &[u8]) -> bool {
    let mut is_escaped = false;
    text.iter().any(|byte| {
        let is_bare = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        is_bare
    }) || is_escaped
}

/// The path and the cookies of a request, kept until its response is sent.
pub(crate) struct SentCookies {
    path: String,
    headers: Vec<HeaderValue>,
}

impl SentCookies {
    pub(crate) fn of(request: &HttpRequest) -> Self {
        let headers = request.headers().get_all(header::COOKIE);
        Self {
            path: request.path().to_owned(),
            headers: headers.cloned().collect(),
        }
    }

    /// How often the request sends a cookie of that name.
    pub(crate) fn count(&self, name: &str) -> usize {
        let values = |header| values_in(header, name.as_bytes());
        self.headers.iter().flat_map(values).count()
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }
}
