//! The token in a header: `Authorization: Bearer <JWT>` (RFC 6750 section 2.1).

use actix_web::http::header::HeaderMap;
use memchr::memchr2;

use super::{NotLocated, RawToken, TokenLocation, header_list::split_at};
use crate::{JwtError, config::Settings};

/// Reads the configured header, which may hold a comma-separated list of credentials.
pub(super) fn locate<'r>(
    headers: &'r HeaderMap,
    settings: &Settings,
) -> Result<RawToken<'r>, NotLocated> {
    let mut values = headers.get_all(&settings.header_name);
    let value = values
        .next()
        .map(|value| value.as_bytes().trim_ascii())
        .unwrap_or_default();
    if values.next().is_some() {
        // Which of the two would count? A proxy in front of us may think otherwise.
        return Err(NotLocated::Refused(foreign_scheme(settings)));
    }
    let value = if settings.dialect.trims_commas {
        trim_commas(value)
    } else {
        value
    };
    if value.is_empty() {
        return Err(NotLocated::Missing(
            settings.messages.missing_header.clone(),
        ));
    }
    if settings.header_type.is_empty() {
        return match words(value) {
            [Some(token), None, None] => Ok(RawToken::new(token, TokenLocation::Headers)),
            _ => Err(bad_header(settings)),
        };
    }
    locate_in_list(value, settings)
}

/// Finds the one credential of our scheme among the others.
fn locate_in_list<'r>(value: &'r [u8], settings: &Settings) -> Result<RawToken<'r>, NotLocated> {
    let mut ours = None;
    for credential in split_at(b',', value) {
        let credential = words(credential);
        match credential {
            [None, ..] => {
                let message = settings.messages.bad_header.clone();
                return Err(NotLocated::Refused(JwtError::InvalidHeader(message)));
            }
            [Some(scheme), ..] if scheme.eq_ignore_ascii_case(settings.header_type.as_bytes()) => {
                if ours.replace(credential).is_some() {
                    return Err(NotLocated::Refused(foreign_scheme(settings)));
                }
            }
            [Some(_), ..] => {}
        }
    }
    match ours {
        Some([Some(_), Some(token), None]) => Ok(RawToken::new(token, TokenLocation::Headers)),
        Some(_) => Err(bad_header(settings)),
        None if settings.dialect.foreign_scheme_stops => {
            Err(NotLocated::Unreadable(foreign_scheme(settings)))
        }
        None => Err(NotLocated::Missing(
            settings.messages.foreign_scheme.clone(),
        )),
    }
}

/// The first three words, which is as many as tell a credential from what is none.
fn words(text: &[u8]) -> [Option<&[u8]>; 3] {
    let mut rest = text;
    [(); 3].map(|()| {
        // No other white space can stand in a header.
        rest = rest.trim_ascii_start();
        let end = memchr2(b' ', b'\t', rest).unwrap_or(rest.len());
        let (word, behind) = rest.split_at_checked(end)?;
        rest = behind;
        (!word.is_empty()).then_some(word)
    })
}

fn trim_commas(mut value: &[u8]) -> &[u8] {
    while let [b',', rest @ ..] | [rest @ .., b','] = value {
        value = rest;
    }
    value
}

/// Credentials, but not one of ours, or more than one.
fn foreign_scheme(settings: &Settings) -> JwtError {
    let message = settings.messages.foreign_scheme.clone();
    if settings.dialect.foreign_scheme_stops {
        JwtError::InvalidHeader(message)
    } else {
        JwtError::MissingToken(message)
    }
}

/// Our scheme, but not followed by one token.
fn bad_header(settings: &Settings) -> NotLocated {
    let error = JwtError::InvalidHeader(settings.messages.bad_header.clone());
    if settings.dialect.optional_forgives_bad_header {
        NotLocated::Unreadable(error)
    } else {
        NotLocated::Refused(error)
    }
}
