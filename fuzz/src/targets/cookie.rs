//! The token in a cookie: the values of up to a few `Cookie` headers, a line each.

use actix_web::{
    HttpRequest,
    http::header::{COOKIE, HeaderValue},
    test::TestRequest,
};
use jwt_fresh::{
    __fuzz::{self, Found},
    TokenType,
};

use crate::{input::select, jwt::MANAGERS};

/// The value is that of the one pair of the name; where the headers keep to the grammar of RFC 6265
/// section 4.2.1, it is also what actix-web reads.
pub fn check(data: &[u8]) -> bool {
    let Some((variant, lines)) = select(data, 6) else {
        return false;
    };
    let (config, is_refresh) = (variant % 3, variant >= 3);
    let (name, kind) = if is_refresh {
        ("refresh_token_cookie", TokenType::Refresh)
    } else {
        ("access_token_cookie", TokenType::Access)
    };
    let name = match config {
        0 => format!("__Host-{name}"),
        _ => name.to_owned(),
    };
    let mut request = TestRequest::default();
    let mut pairs = Vec::new();
    let mut is_strict = true;
    for line in lines.split(|byte| *byte == b'\n') {
        if let Ok(value) = HeaderValue::from_bytes(line) {
            request = request.append_header((COOKIE, value));
            pairs.extend(line.split(|byte| *byte == b';').map(<[u8]>::trim_ascii));
            is_strict &= is_cookie_string(line);
        }
    }
    let request = request.to_http_request();
    let found = __fuzz::cookie(&MANAGERS[config], &request, kind);

    let values: Vec<&[u8]> = pairs
        .iter()
        .filter_map(|pair| {
            let equals = pair.iter().position(|byte| *byte == b'=')?;
            (&pair[..equals] == name.as_bytes()).then_some(&pair[equals + 1..])
        })
        .collect();
    let expected = match values[..] {
        [] => Found::Missing,
        [value] => match unquoted(value) {
            [] => Found::Missing,
            value => Found::Token(value.to_vec()),
        },
        _ => Found::Rejected,
    };
    assert_eq!(found, expected);
    if is_strict && let Found::Token(token) = &found {
        assert_eq!(by_actix(&request, &name).as_deref(), Some(&token[..]));
    }
    matches!(found, Found::Token(..))
}

fn unquoted(value: &[u8]) -> &[u8] {
    if value.len() > 1 && value.starts_with(b"\"") && value.ends_with(b"\"") {
        &value[1..value.len() - 1]
    } else {
        value
    }
}

fn by_actix(request: &HttpRequest, name: &str) -> Option<Vec<u8>> {
    let cookie = request.cookie(name)?;
    Some(unquoted(cookie.value().as_bytes()).to_vec())
}

/// `cookie-string`, without the percent signs that actix-web would decode.
fn is_cookie_string(line: &[u8]) -> bool {
    let Ok(line) = std::str::from_utf8(line) else {
        return false;
    };
    line.split("; ").all(|pair| {
        let Some((name, value)) = pair.split_once('=') else {
            return false;
        };
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&'*+-.^_`|~".contains(&byte);
        let is_octet = |byte: u8| byte.is_ascii_graphic() && !b"\",;\\%".contains(&byte);
        !name.is_empty()
            && name.bytes().all(is_name)
            && String::from_utf8_lossy(unquoted(value.as_bytes()))
                .bytes()
                .all(is_octet)
    })
}
