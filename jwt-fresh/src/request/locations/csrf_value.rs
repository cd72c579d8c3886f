//! Finds the CSRF value that a request sends (double submit): a browser does not send it by itself,
//! and it must equal the token's `csrf` claim.

use std::borrow::Cow;

use actix_web::{HttpMessage, HttpRequest, web::Query};

use crate::{
    config::settings::checked::Settings,
    error::jwt_error::JwtError,
    request::locations::{
        body::RequestBody,
        media_type::media_type,
        multipart,
        raw_token::{FindTokenError, SentTwice, only},
    },
    token::token_type::TokenType,
};

/// The value in the configured header or, with `csrf_check_form`, in a form field.
pub(crate) fn sent_value<'r>(
    request: &'r HttpRequest,
    body: &RequestBody<'_>,
    token_type: TokenType,
    settings: &Settings,
) -> Result<Cow<'r, [u8]>, FindTokenError> {
    let cookies = settings.cookies.get(token_type);
    let in_headers = request.headers().get_all(&cookies.csrf_header);
    let in_header = only(in_headers.map(|value| value.as_bytes()))?;
    let value = match in_header {
        Some(value) if !value.is_empty() => Some(value.into()),
        _ if settings.cookies.csrf.check_form => {
            in_form(request, body, &cookies.csrf_field)?.map(Cow::Owned)
        }
        _ => None,
    };
    value
        .filter(|value| !value.is_empty())
        .ok_or_else(|| FindTokenError::Rejected(JwtError::CsrfFailed("Missing CSRF token".into())))
}

/// A form field in the body; `None` if the body is not a form or has no such field.
fn in_form(
    request: &HttpRequest,
    body: &RequestBody<'_>,
    field: &str,
) -> Result<Option<Vec<u8>>, FindTokenError> {
    Ok(match media_type(request).to_ascii_lowercase().as_str() {
        "application/x-www-form-urlencoded" => in_urlencoded(body.bytes()?, field)?,
        "multipart/form-data" => in_multipart(request, body.bytes()?, field)?,
        _ => None,
    })
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

impl From<SentTwice> for FindTokenError {
    /// Which of the two would count?
    fn from(_: SentTwice) -> Self {
        Self::Rejected(JwtError::CsrfFailed("The CSRF token is sent twice".into()))
    }
}
