//! Finds the CSRF value that a request sends (double submit): a browser does not send it by itself,
//! and it must equal the token's `csrf` claim.

use std::borrow::Cow;

use actix_web::{HttpMessage, HttpRequest, web::Query};

use crate::{
    config::settings::checked::Settings,
    error::jwt_error::JwtError,
    request::locations::{body::RequestBody, multipart, raw_token::FindTokenError},
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
    let in_header = request
        .headers()
        .get(&cookies.csrf_header)
        .map(|value| value.as_bytes());
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
    match request.content_type().to_ascii_lowercase().as_str() {
        "application/x-www-form-urlencoded" => Ok(in_urlencoded(body.bytes()?, field)),
        "multipart/form-data" => Ok(in_multipart(request, body.bytes()?, field)),
        _ => Ok(None),
    }
}

fn in_urlencoded(bytes: &[u8], field: &str) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let Query(fields) = Query::<Vec<(String, String)>>::from_query(text).ok()?;
    fields
        .into_iter()
        .find(|(name, _)| name == field)
        .map(|(_, value)| value.into_bytes())
}

fn in_multipart(request: &HttpRequest, bytes: &[u8], field: &str) -> Option<Vec<u8>> {
    let media_type = request.mime_type().ok()??;
    let boundary = media_type.get_param("boundary")?;
    multipart::field(bytes, boundary.as_str(), field).map(<[u8]>::to_vec)
}
