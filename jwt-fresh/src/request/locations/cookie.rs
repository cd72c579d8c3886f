//! Finds the token in a cookie, and the CSRF value that must accompany it (OWASP: double submit).

use actix_web::{HttpRequest, http::header};
use memchr::memchr3;

use crate::{
    config::settings::checked::Settings,
    error::jwt_error::JwtError,
    request::locations::{
        csrf_value as csrf, fetch_metadata,
        header_list::split_at,
        raw_token::{FindTokenError, RawToken},
    },
    token::{location::TokenLocation, token_type::TokenType},
};

/// Reads the configured cookie, and the CSRF value if the request's method requires one.
pub(crate) fn find<'r>(
    request: &'r HttpRequest,
    token_type: TokenType,
    settings: &Settings,
) -> Result<RawToken<'r>, FindTokenError> {
    let name = &settings.cookies.get(token_type).token.name;
    let token = match cookie(request, name.as_bytes()) {
        Cookie::One(token) if !token.is_empty() => token,
        Cookie::One(_) | Cookie::None => {
            return Err(FindTokenError::Missing(
                format!("Missing cookie \"{name}\"").into(),
            ));
        }
        Cookie::Several => {
            // Another subdomain can set a second cookie of the same name; the order is not defined.
            return Err(FindTokenError::Rejected(JwtError::invalid_token(
                "The cookie with the token is sent twice",
            )));
        }
    };
    let mut token = RawToken::new(token, TokenLocation::Cookies);
    let writes = settings.cookies.protects(request.method());
    fetch_metadata::check(request, writes, settings).map_err(FindTokenError::Rejected)?;
    if writes && settings.cookies.csrf.protection.compares_values() {
        token.csrf =
            csrf::in_header(request, token_type, settings).map_err(FindTokenError::Rejected)?;
        token.csrf_in_form = token.csrf.is_none();
    }
    Ok(token)
}

enum Cookie<'r> {
    None,
    One(&'r [u8]),
    Several,
}

/// Finds a cookie by its name, octet by octet (RFC 6265 section 5.4).
///
/// actix-web's parser decodes percent signs and trims Unicode white space. With it, a cookie whose
/// name a page may set could be read as one whose name it may not, such as `__Host-..`.
fn cookie<'r>(request: &'r HttpRequest, name: &[u8]) -> Cookie<'r> {
    let mut values = request
        .headers()
        .get_all(header::COOKIE)
        .flat_map(|header| split_at(b';', header.as_bytes()))
        .filter_map(|pair| value_of(name, pair.trim_ascii()));
    match (values.next(), values.next()) {
        (None, _) => Cookie::None,
        (Some(value), None) => Cookie::One(value),
        (Some(_), Some(_)) => Cookie::Several,
    }
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
