//! Finds the token in a cookie, and the CSRF value that must accompany it (OWASP: double submit).

use actix_web::{HttpRequest, http::header};

use crate::{
    config::settings::checked::Settings,
    error::{jwt_error::JwtError, reason::Reason},
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
            return Err(FindTokenError::Rejected(
                JwtError::invalid_token("The cookie with the token is sent twice")
                    .because(Reason::SentTwice),
            ));
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
        .map(<[u8]>::trim_ascii)
        .filter_map(|pair| pair.strip_prefix(name)?.strip_prefix(b"="));
    match (values.next(), values.next()) {
        (None, _) => Cookie::None,
        (Some(value), None) => Cookie::One(unquoted(value)),
        (Some(_), Some(_)) => Cookie::Several,
    }
}

fn unquoted(value: &[u8]) -> &[u8] {
    match value {
        [b'"', inner @ .., b'"'] => inner,
        unquoted => unquoted,
    }
}
