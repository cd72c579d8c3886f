//! Syntax checks of names that options are given: cookies, headers, claims.

use actix_web::http::header::HeaderName;

use crate::{error::config_error::ConfigError, token::claim_names::RESERVED_CLAIMS};

/// Whether the text is a valid cookie name (RFC 6265 section 4.1.1).
pub(crate) fn is_cookie_name(name: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_graphic() && !b"()<>@,;:\\\"/[]?={}".contains(&byte);
    !name.is_empty() && name.bytes().all(is_token)
}

/// Whether a cookie's name begins with a prefix, as browsers compare it: without case (RFC 6265bis section
/// 5.7).
pub(crate) fn has_prefix(name: &str, prefix: &str) -> bool {
    let begin = name.get(..prefix.len());
    begin.is_some_and(|begin| begin.eq_ignore_ascii_case(prefix))
}

/// Whether the text is a valid scheme before a token in a header; the empty text means no scheme.
pub(crate) fn is_header_type(scheme: &str) -> bool {
    scheme
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b',')
}

/// Whether a claim of that name can contain the identity or the app's own claims.
pub(crate) fn is_claim_name(name: &str) -> bool {
    !name.is_empty() && !RESERVED_CLAIMS.contains(&name)
}

/// Parses the header name that an option was given.
pub(crate) fn checked_header_name(
    name: &str,
    option: &'static str,
) -> Result<HeaderName, ConfigError> {
    HeaderName::from_bytes(name.as_bytes()).map_err(|_| ConfigError::InvalidHeaderName { option })
}
