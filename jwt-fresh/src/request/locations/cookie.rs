//! The token in a cookie, with the CSRF value that has to come along (OWASP: double submit).

use actix_web::{HttpRequest, http::header};

use crate::{
    config::settings::checked::Settings,
    error::jwt_error::JwtError,
    request::locations::{
        body::RequestBody,
        csrf_value as csrf,
        header_list::split_at,
        raw_token::{FindTokenError, RawToken},
    },
    token::{location::TokenLocation, token_type::TokenType},
};

/// Reads the configured cookie, and the CSRF value if the method writes.
pub(crate) fn find<'r>(
    request: &'r HttpRequest,
    body: &RequestBody<'_>,
    kind: TokenType,
    settings: &Settings,
) -> Result<RawToken<'r>, FindTokenError> {
    let name = &settings.cookies.get(kind).token.name;
    let token = match cookie(request, name.as_bytes()) {
        Cookie::One(token) if !token.is_empty() => token,
        Cookie::One(_) | Cookie::None => {
            return Err(FindTokenError::Missing(
                format!("Missing cookie \"{name}\"").into(),
            ));
        }
        Cookie::Several => {
            // A neighbouring subdomain can set one beside ours; which one counts is anybody's guess.
            return Err(FindTokenError::Rejected(JwtError::invalid_token(
                "The cookie with the token is sent twice",
            )));
        }
    };
    let mut token = RawToken::new(token, TokenLocation::Cookies);
    if settings.cookies.requires_csrf(request.method()) {
        token.csrf = Some(csrf::sent_value(request, body, kind, settings)?);
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
/// actix-web's own parser decodes percent signs and trims Unicode white space, so that a name which
/// a browser would not let a page set reads like one it would.
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
        bare => bare,
    }
}
