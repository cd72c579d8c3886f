//! The token in a cookie: the values of up to a few `Cookie` headers, a line each.

use std::sync::LazyLock;

use actix_web::{
    HttpRequest,
    http::header::{COOKIE, HeaderValue},
    test::TestRequest,
};
use jwt_fresh::{
    __fuzz::{self, Found},
    JwtManager, TokenType,
};

use crate::{input::select, jwt};

/// The cookie had another name before. That name is no substitute for `__Host-`.
static MANAGERS: LazyLock<[JwtManager; 3]> = LazyLock::new(|| {
    jwt::managers(|config| config.former_cookies([("__Secure-access_token_cookie", None, "/")]))
});

/// The value is that of the one pair of the name; where the headers keep to the grammar of RFC 6265
/// section 4.2.1, it is also what actix-web reads.
pub fn check(data: &[u8]) -> bool {
    let Some((variant, lines)) = select(data, 6) else {
        return false;
    };
    let (config, is_refresh) = (variant % 3, variant >= 3);
    let (names, kind): (&[&str], _) = match (config, is_refresh) {
        (0, false) => (&["__Host-access_token_cookie"], TokenType::Access),
        (0, true) => (&["__Host-refresh_token_cookie"], TokenType::Refresh),
        (_, false) => (
            &["access_token_cookie", "__Secure-access_token_cookie"],
            TokenType::Access,
        ),
        (_, true) => (&["refresh_token_cookie"], TokenType::Refresh),
    };
    let mut request = TestRequest::default();
    let mut cookies = Vec::new();
    let mut is_strict = true;
    for line in lines.split(|byte| *byte == b'\n') {
        if let Ok(value) = HeaderValue::from_bytes(line) {
            request = request.append_header((COOKIE, value));
            cookies.extend(line.split(|byte| *byte == b';').filter_map(cookie));
            is_strict &= is_cookie_string(line);
        }
    }
    let request = request.to_http_request();
    let found = __fuzz::cookie(&MANAGERS[config], &request, kind);

    let values = |name: &&str| -> Vec<&[u8]> {
        let cookies = cookies
            .iter()
            .filter(|(other, _)| *other == name.as_bytes());
        cookies.map(|(_, value)| *value).collect()
    };
    let sent = names.iter().find(|name| !values(name).is_empty());
    let expected = match sent.map(values).as_deref() {
        None | Some([b""]) => Found::Missing,
        Some([value]) => Found::Token(value.to_vec()),
        Some(_) => Found::Rejected,
    };
    assert_eq!(found, expected);
    if is_strict && let (Found::Token(token), Some(name)) = (&found, sent) {
        assert_eq!(by_actix(&request, name).as_deref(), Some(&token[..]));
    }
    matches!(found, Found::Token(..))
}

/// The name and the value of a pair, if it is a cookie to Python.
fn cookie(pair: &[u8]) -> Option<(&[u8], &[u8])> {
    let Some(equals) = pair.iter().position(|byte| *byte == b'=') else {
        return Some((pair.trim_ascii(), b""));
    };
    let (name, value) = (pair[..equals].trim_ascii(), pair[equals + 1..].trim_ascii());
    if is_quoted_string(value) {
        return Some((name, &value[1..value.len() - 1]));
    }
    let is_plain = !value.iter().any(|byte| b" \t\"".contains(byte));
    is_plain.then_some((name, value))
}

/// `"(\\.|[^"\\])*"`
fn is_quoted_string(value: &[u8]) -> bool {
    let Some(mut rest) = value.strip_prefix(b"\"") else {
        return false;
    };
    loop {
        rest = match rest {
            b"\"" => return true,
            [b'\\', _, rest @ ..] => rest,
            [b'"' | b'\\', ..] | [] => return false,
            [_, rest @ ..] => rest,
        };
    }
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
