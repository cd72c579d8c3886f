//! The CSRF value of a request: the media type in a line, the CSRF header in a line, then the body.

use actix_web::{
    HttpMessage,
    http::header::{CONTENT_TYPE, HeaderValue},
    test::TestRequest,
};
use jwt_fresh::{__fuzz, TokenType};

use crate::{
    input::{line, select},
    jwt::MANAGERS,
    reference::{media_type::essence, multipart, urlencoded},
};

/// The value is the header's or, without one, the field's.
pub fn check(data: &[u8]) -> bool {
    let Some((config, rest)) = select(data, 3) else {
        return false;
    };
    let (media_type, rest) = line(rest);
    let (header, body) = line(rest);
    let [Ok(media_type), Ok(header)] = [media_type, header].map(HeaderValue::from_bytes) else {
        return false;
    };
    let request = TestRequest::post()
        .append_header((CONTENT_TYPE, media_type.clone()))
        .append_header(("X-CSRF-TOKEN", header.clone()))
        .to_http_request();
    let found = __fuzz::csrf_value(&MANAGERS[config], &request, body, TokenType::Access);

    let in_form = || match &*essence(&media_type).to_ascii_lowercase() {
        "application/x-www-form-urlencoded" => {
            std::str::from_utf8(body).ok()?;
            let mut pairs = urlencoded::parse(body);
            pairs.retain(|(name, _)| name == "csrf_token");
            let [(_, value)] = &pairs[..] else {
                return None;
            };
            Some(value.clone().into_bytes())
        }
        "multipart/form-data" => {
            let media_type = request.mime_type().ok()??;
            let boundaries: Vec<_> = media_type
                .params()
                .filter(|(name, _)| *name == "boundary")
                .collect();
            let [(_, boundary)] = boundaries[..] else {
                return None;
            };
            multipart::field(body, boundary.as_str(), "csrf_token")
        }
        _ => None,
    };
    let expected = if header.is_empty() {
        in_form().filter(|value| !value.is_empty())
    } else {
        Some(header.as_bytes().to_vec())
    };
    assert_eq!(found, expected);
    found.is_some()
}
