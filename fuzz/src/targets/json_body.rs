//! The token in a JSON body: the media type in a line, then the body.

use actix_web::{
    http::header::{CONTENT_TYPE, HeaderValue},
    test::TestRequest,
    web::Bytes,
};
use jwt_fresh::{
    __fuzz::{self, Found},
    TokenType,
};

use crate::{
    input::{line, select},
    jwt::MANAGERS,
    reference::{
        media_type::essence,
        python_json::{self, Member},
    },
};

/// The result equals that of the reference: a token is the only member of its name in an object that
/// Python can read.
pub fn check(data: &[u8]) -> bool {
    let Some((variant, rest)) = select(data, 6) else {
        return false;
    };
    let (media_type, body) = line(rest);
    let Ok(media_type) = HeaderValue::from_bytes(media_type) else {
        return false;
    };
    let (config, is_refresh) = (variant % 3, variant >= 3);
    let (name, token_type) = if is_refresh {
        ("refresh_token", TokenType::Refresh)
    } else {
        ("access_token", TokenType::Access)
    };
    let request = TestRequest::default().append_header((CONTENT_TYPE, media_type.clone()));
    let found = __fuzz::json_body(
        &MANAGERS[config],
        &request.to_http_request(),
        Bytes::copy_from_slice(body),
        token_type,
    );

    let is_quart = config == 1;
    let expected = if is_json(&media_type, is_quart) {
        match python_json::member(body, name) {
            None | Some(Member::Text(None)) => Found::Missing,
            Some(member) if !is_quart && member.is_falsy() => Found::Missing,
            Some(Member::Text(Some(token))) => Found::Token(token.into_bytes()),
            Some(_) => Found::Rejected,
        }
    } else {
        Found::Missing
    };
    assert_eq!(found, expected);
    matches!(found, Found::Token(..))
}

fn is_json(media_type: &HeaderValue, is_quart: bool) -> bool {
    let essence = essence(media_type);
    if is_quart {
        return essence == "application/json";
    }
    let essence = essence.to_ascii_lowercase();
    essence == "application/json"
        || essence.starts_with("application/") && essence.ends_with("+json")
}
