//! The cookies that a request sends.

use actix_web::{
    HttpRequest,
    http::header::{self, HeaderMap, HeaderValue},
};

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
        .filter_map(move |pair| pair.strip_prefix(name)?.strip_prefix(b"="))
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
