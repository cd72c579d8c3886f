//! The media type of a request's body.

use actix_web::{HttpRequest, http::header};

use crate::request::locations::raw_token::only;

/// The media type without parameters such as `charset`; empty if no header names one, or several do: two
/// readers of the body could follow different ones.
pub(crate) fn media_type(request: &HttpRequest) -> &str {
    let Ok(Some(value)) = only(request.headers().get_all(header::CONTENT_TYPE)) else {
        return "";
    };
    let value = value.to_str().unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim()
}
