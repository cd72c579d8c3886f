//! The media type of a request's body.

use actix_web::{HttpRequest, http::header};

use crate::request::locations::raw_token::only;

/// The media type without parameters such as `charset`; empty if no header names one, or several do: two
/// readers of the body could follow different ones.
pub(crate) fn media_type(request: &HttpRequest) -> &str {
    let Ok(Some(value)) = only(request.headers().get_all(header::CONTENT_TYPE)) else {
        return "";
    };
    // The parameters may be any bytes.
    let media_type = value.as_bytes().split(|byte| *byte == b';').next();
    let media_type = media_type.and_then(|bytes| std::str::from_utf8(bytes).ok());
    media_type.unwrap_or_default().trim_ascii()
}
