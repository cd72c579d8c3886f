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
use serde_json::Value;

use crate::{
    input::{line, select},
    jwt::MANAGERS,
    reference::json,
};

/// The result equals that of the reference: a token is a string in a JSON object without duplicate
/// names.
pub fn check(data: &[u8]) -> bool {
    let Some((variant, rest)) = select(data, 6) else {
        return false;
    };
    let (media_type, body) = line(rest);
    let Ok(media_type) = HeaderValue::from_bytes(media_type) else {
        return false;
    };
    let (config, is_refresh) = (variant % 3, variant >= 3);
    let (name, kind) = if is_refresh {
        ("refresh_token", TokenType::Refresh)
    } else {
        ("access_token", TokenType::Access)
    };
    let request = TestRequest::default().append_header((CONTENT_TYPE, media_type.clone()));
    let found = __fuzz::json_body(
        &MANAGERS[config],
        &request.to_http_request(),
        Bytes::copy_from_slice(body),
        kind,
    );

    let is_quart = config == 1;
    let expected = match json::parse_object(body).and_then(|mut body| body.remove(name)) {
        _ if !is_json(&media_type, is_quart) => Found::Missing,
        None => Found::Missing,
        Some(value) if !is_quart && is_falsy(&value) => Found::Missing,
        Some(Value::String(token)) => Found::Token(token.into_bytes(), None),
        Some(_) => Found::Rejected,
    };
    assert_eq!(found, expected);
    matches!(found, Found::Token(..))
}

fn is_json(media_type: &HeaderValue, is_quart: bool) -> bool {
    let Ok(media_type) = media_type.to_str() else {
        return false;
    };
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    if is_quart {
        return essence == "application/json";
    }
    let essence = essence.to_ascii_lowercase();
    essence == "application/json"
        || essence.starts_with("application/") && essence.ends_with("+json")
}

fn is_falsy(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(value) => !value,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => text.is_empty(),
        Value::Array(array) => array.is_empty(),
        Value::Object(object) => object.is_empty(),
    }
}
