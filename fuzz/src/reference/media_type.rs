//! The media type of a body.

use actix_web::http::header::HeaderValue;

/// What stands before the parameters, if it is text.
pub fn essence(value: &HeaderValue) -> &str {
    let bytes = value.as_bytes();
    let end = bytes.iter().position(|byte| *byte == b';');
    let essence = std::str::from_utf8(&bytes[..end.unwrap_or(bytes.len())]);
    essence.unwrap_or_default().trim_matches([' ', '\t'])
}
