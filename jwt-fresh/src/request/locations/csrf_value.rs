//! Finds the CSRF value that a request sends (double submit): a browser does not send it by itself,
//! and it must equal the token's `csrf` claim.

use actix_web::{HttpMessage, HttpRequest, web::Query};

use crate::{
    config::settings::checked::Settings,
    error::{jwt_error::JwtError, reason::Reason},
    request::locations::{
        bodies::multipart,
        media_type::media_type,
        raw_token::{SentTwice, only},
    },
    token::token_type::TokenType,
};

/// The value in the configured header; `None` if it may be in a form field, with `csrf_check_form`.
pub(crate) fn in_header<'r>(
    request: &'r HttpRequest,
    token_type: TokenType,
    settings: &Settings,
) -> Result<Option<&'r [u8]>, JwtError> {
    let cookies = settings.cookies.get(token_type);
    let in_headers = request.headers().get_all(&cookies.csrf_header);
    match only(in_headers.map(|value| value.as_bytes()))? {
        Some(value) if !value.is_empty() => Ok(Some(value)),
        _ if settings.cookies.csrf.check_form && Form::of(request).is_some() => Ok(None),
        _ => Err(missing()),
    }
}

/// The value in the form field of a body that has been read.
pub(crate) fn in_form(
    request: &HttpRequest,
    bytes: &[u8],
    token_type: TokenType,
    settings: &Settings,
) -> Result<Vec<u8>, JwtError> {
    let field = &settings.cookies.get(token_type).csrf_field;
    let value = match Form::of(request) {
        Some(Form::UrlEncoded) => in_urlencoded(bytes, field)?,
        Some(Form::Multipart) => in_multipart(request, bytes, field)?,
        None => None,
    };
    value.filter(|value| !value.is_empty()).ok_or_else(missing)
}

pub(crate) fn missing() -> JwtError {
    JwtError::csrf_failed("Missing CSRF token", Reason::CsrfMissing)
}

/// The two media types of forms.
enum Form {
    UrlEncoded,
    Multipart,
}

impl Form {
    fn of(request: &HttpRequest) -> Option<Self> {
        match media_type(request).to_ascii_lowercase().as_str() {
            "application/x-www-form-urlencoded" => Some(Self::UrlEncoded),
            "multipart/form-data" => Some(Self::Multipart),
            _ => None,
        }
    }
}

fn in_urlencoded(bytes: &[u8], field: &str) -> Result<Option<Vec<u8>>, SentTwice> {
    let Some(Query(fields)) = std::str::from_utf8(bytes)
        .ok()
        .and_then(|text| Query::<Vec<(String, String)>>::from_query(text).ok())
    else {
        return Ok(None);
    };
    let mut fields = fields.into_iter().filter(|(name, _)| name == field);
    Ok(only(&mut fields)?.map(|(_, value)| value.into_bytes()))
}

fn in_multipart(
    request: &HttpRequest,
    bytes: &[u8],
    field: &str,
) -> Result<Option<Vec<u8>>, SentTwice> {
    let Ok(Some(media_type)) = request.mime_type() else {
        return Ok(None);
    };
    let boundaries = media_type.params().filter(|(name, _)| *name == "boundary");
    let Ok(Some((_, boundary))) = only(boundaries) else {
        return Ok(None);
    };
    let value = multipart::field(bytes, boundary.as_str(), field)?;
    Ok(value.map(<[u8]>::to_vec))
}

impl From<SentTwice> for JwtError {
    /// Which of the two would count?
    fn from(_: SentTwice) -> Self {
        Self::csrf_failed("The CSRF token is sent twice", Reason::SentTwice)
    }
}
