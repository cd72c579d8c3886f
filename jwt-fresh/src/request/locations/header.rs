//! Finds the token in a header: `Authorization: Bearer <JWT>` (RFC 6750 section 2.1).

use actix_web::http::header::HeaderMap;
use memchr::memchr3;

use crate::{
    config::settings::checked::Settings,
    error::{jwt_error::JwtError, reason::Reason},
    jose::segments::{MAX_TOKEN_BYTES, too_long},
    request::locations::{
        header_list::{is_space, split_at, trim_spaces},
        raw_token::{FindTokenError, RawToken},
    },
    token::location::TokenLocation,
};

/// The longest header that is parsed: a token of the maximum length, and room for a scheme and other
/// credentials.
const MAX_HEADER_BYTES: usize = MAX_TOKEN_BYTES + 4 * 1024;

/// Reads the configured header, which may contain a comma-separated list of credentials.
pub(crate) fn find<'r>(
    headers: &'r HeaderMap,
    settings: &Settings,
) -> Result<RawToken<'r>, FindTokenError> {
    let mut values = headers.get_all(&settings.header_name);
    let value = values
        .next()
        .map(|value| value.as_bytes().trim_ascii())
        .unwrap_or_default();
    if values.next().is_some() {
        if settings.locations.header_type.is_empty() {
            return Err(bad_header(settings));
        }
        // A proxy in front of the server might use the other one.
        let error = foreign_scheme(settings).because(Reason::SentTwice);
        return Err(FindTokenError::Rejected(error));
    }
    if value.len() > MAX_HEADER_BYTES {
        return Err(FindTokenError::Rejected(too_long().into()));
    }
    if let Some(token) = lone_token(value, &settings.locations.header_type) {
        return Ok(RawToken::new(token, TokenLocation::Headers));
    }
    let value = if settings.dialect.trims_commas {
        trim_empty(value)
    } else {
        value
    };
    if value.is_empty() {
        return Err(FindTokenError::Missing(
            settings.messages.missing_header.clone(),
        ));
    }
    if settings.locations.header_type.is_empty() {
        return match words(value) {
            [Some(token), None, None] => Ok(RawToken::new(token, TokenLocation::Headers)),
            _ => Err(bad_header(settings)),
        };
    }
    find_in_list(value, settings)
}

/// Fast path: the token of a header that consists of the configured scheme, a space and a token,
/// which is what nearly every client sends.
fn lone_token<'r>(value: &'r [u8], scheme: &str) -> Option<&'r [u8]> {
    let (prefix, token) = value.split_at_checked(scheme.len())?;
    let token = token.strip_prefix(b" ")?;
    let is_lone = prefix.eq_ignore_ascii_case(scheme.as_bytes())
        && !scheme.is_empty()
        && !token.is_empty()
        && memchr3(b',', b' ', b'\t', token).is_none()
        // Inside of a token, these are not base64url in any case.
        && ![token.first(), token.last()].into_iter().flatten().any(|byte| is_space(*byte));
    is_lone.then_some(token)
}

/// Finds the one credential with the configured scheme in a list.
fn find_in_list<'r>(value: &'r [u8], settings: &Settings) -> Result<RawToken<'r>, FindTokenError> {
    let mut found = None;
    for credential in split_at(b',', value) {
        let credential = words(credential);
        match credential {
            // RFC 9110 section 5.6.1: empty elements of a list are ignored.
            [None, ..] if settings.dialect.trims_commas => {}
            [None, ..] => {
                let message = settings.messages.bad_header.clone();
                return Err(FindTokenError::Rejected(JwtError::invalid_header(message)));
            }
            [Some(scheme), ..]
                if scheme.eq_ignore_ascii_case(settings.locations.header_type.as_bytes()) =>
            {
                if found.replace(credential).is_some() {
                    let error = foreign_scheme(settings).because(Reason::SentTwice);
                    return Err(FindTokenError::Rejected(error));
                }
            }
            [Some(_), ..] => {}
        }
    }
    match found {
        Some([Some(_), Some(token), None]) => Ok(RawToken::new(token, TokenLocation::Headers)),
        Some(_) => Err(bad_header(settings)),
        None if settings.dialect.foreign_scheme_stops => {
            Err(FindTokenError::NotOurs(foreign_scheme(settings)))
        }
        None => Err(FindTokenError::Missing(
            settings.messages.foreign_scheme.clone(),
        )),
    }
}

/// The first three words: a credential has exactly two.
fn words(text: &[u8]) -> [Option<&[u8]>; 3] {
    let mut rest = text;
    [(); 3].map(|()| {
        rest = trim_spaces(rest);
        let end = rest.iter().position(|byte| is_space(*byte));
        let end = end.unwrap_or(rest.len());
        let (word, remainder) = rest.split_at_checked(end)?;
        rest = remainder;
        (!word.is_empty()).then_some(word)
    })
}

/// The list without the empty elements at its start and end.
fn trim_empty(value: &[u8]) -> &[u8] {
    let mut value = trim_spaces(value);
    while let [b',', rest @ ..] | [rest @ .., b','] = value {
        value = trim_spaces(rest);
    }
    value
}

/// The error for credentials of another scheme, or more than one of the configured scheme.
fn foreign_scheme(settings: &Settings) -> JwtError {
    let message = settings.messages.foreign_scheme.clone();
    if settings.dialect.foreign_scheme_stops {
        JwtError::invalid_header(message)
    } else {
        JwtError::MissingToken { message }
    }
}

/// The error for the configured scheme without exactly one token.
fn bad_header(settings: &Settings) -> FindTokenError {
    let error = JwtError::invalid_header(settings.messages.bad_header.clone());
    if settings.dialect.optional_forgives_bad_header {
        FindTokenError::NotOurs(error)
    } else {
        FindTokenError::Rejected(error)
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{AUTHORIZATION, HeaderValue};

    use super::*;
    use crate::{
        config::jwt_config::JwtConfig, keys::backend::CryptoBackend,
        manager::jwt_manager::JwtManager,
    };

    const SECRET: &str = "a secret of 32 bytes or even more";

    #[test]
    fn a_header_over_the_limit_is_not_parsed() {
        let Some(backend) = CryptoBackend::any() else {
            return;
        };
        let jwt = JwtManager::new(JwtConfig::new(SECRET).crypto_backend(backend)).unwrap();
        for (length, is_read) in [(MAX_HEADER_BYTES, true), (MAX_HEADER_BYTES + 1, false)] {
            let list = format!("{}, Bearer a.b.c", "x".repeat(length - 14));
            let alone = format!("Bearer {}", "x".repeat(length - 7));
            for value in [list, alone] {
                assert_eq!(value.len(), length);
                let value = HeaderValue::from_str(&value).unwrap();
                let headers = HeaderMap::from_iter([(AUTHORIZATION, value)]);
                assert_eq!(find(&headers, jwt.settings()).is_ok(), is_read);
            }
        }
    }

    /// The fast path returns the same token as the list parser.
    #[test]
    fn a_lone_token_is_a_list_of_one() {
        let Some(backend) = CryptoBackend::any() else {
            return;
        };
        for config in [
            JwtConfig::new(SECRET),
            JwtConfig::quart(SECRET),
            JwtConfig::flask(SECRET),
        ] {
            let jwt = JwtManager::new(config.crypto_backend(backend)).unwrap();
            let mut lone = 0;
            for scheme in [
                "Bearer", "bearer", "BEARER", "Bearerr", "Beare", "Basic", "",
            ] {
                for between in [" ", "  ", "\t", ",", ", ", "=", ""] {
                    for token in ["a.b.c", "", "a", "a b", "a,b", "a\tb", ",", " a", "a ", "é"] {
                        for behind in ["", ",", ", Basic x", " ", "\t"] {
                            let value = format!("{scheme}{between}{token}{behind}");
                            let value = value.as_bytes().trim_ascii();
                            let Some(found) = lone_token(value, "Bearer") else {
                                continue;
                            };
                            lone += 1;
                            let listed = find_in_list(value, jwt.settings()).unwrap();
                            assert_eq!(found, &*listed.text);
                        }
                    }
                }
            }
            assert!(lone > 0);
        }
    }
}
