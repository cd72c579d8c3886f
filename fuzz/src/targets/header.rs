//! The token in a header: the values of up to a few `Authorization` headers, a line each.

use std::sync::LazyLock;

use actix_web::http::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use jwt_fresh::{
    __fuzz::{self, Found},
    JwtManager,
};

use crate::{input::select, jwt};

/// With the scheme `Bearer`, and with none.
static MANAGERS: LazyLock<[[JwtManager; 3]; 2]> = LazyLock::new(|| {
    [
        jwt::managers(|config| config),
        jwt::managers(|config| config.header_type("")),
    ]
});

/// The result equals that of the reference, and a token is a part of the one header.
pub fn check(data: &[u8]) -> bool {
    let Some((variant, lines)) = select(data, 6) else {
        return false;
    };
    let (scheme, config) = (["Bearer", ""][variant / 3], variant % 3);
    let mut headers = HeaderMap::new();
    let mut values = Vec::new();
    for line in lines.split(|byte| *byte == b'\n') {
        if let Ok(value) = HeaderValue::from_bytes(line) {
            headers.append(AUTHORIZATION, value);
            values.push(line);
        }
    }
    let found = __fuzz::header(&MANAGERS[variant / 3][config], &headers);
    let expected = reference(&values, scheme, config == 1);
    if let Found::Token(token) = &found {
        let [value] = values[..] else {
            panic!("a token from several headers");
        };
        assert!(value.windows(token.len()).any(|part| part == token));
        assert!(!token.iter().any(|byte| b" \t".contains(byte)));
        // The usual header is not searched for these. Verification refuses such a token.
        if token.iter().any(|byte| [0x85, 0xa0].contains(byte)) {
            assert!(!matches!(expected, Found::Token(_)));
            return false;
        }
    }
    assert_eq!(found, expected);
    matches!(found, Found::Token(..))
}

/// As Python reads a header, but for what two readers could understand in two ways.
fn reference(values: &[&[u8]], scheme: &str, is_quart: bool) -> Found {
    let bad = if is_quart {
        Found::NotOurs
    } else {
        Found::Rejected
    };
    let value = match values {
        [] => return Found::Missing,
        [value] => latin1(value),
        _ if scheme.is_empty() => return bad,
        _ => return Found::Rejected,
    };
    let value = match is_quart {
        true => value.trim_matches([' ', '\t']),
        false => value.trim_matches(|char: char| char == ',' || char.is_whitespace()),
    };
    if value.is_empty() {
        return Found::Missing;
    }
    if value.len() > 12 * 1024 {
        return Found::Rejected;
    }
    if scheme.is_empty() {
        return match words(value)[..] {
            [token] => Found::Token(bytes(token)),
            _ => bad,
        };
    }
    let mut credentials: Vec<_> = value.split(',').map(words).collect();
    // RFC 9110 section 5.6.1. Python crashes at an empty element.
    if !is_quart {
        credentials.retain(|words| !words.is_empty());
    }
    if credentials.iter().any(Vec::is_empty) {
        return Found::Rejected;
    }
    credentials.retain(|words| words[0].eq_ignore_ascii_case(scheme));
    match &credentials[..] {
        [] if is_quart => Found::NotOurs,
        [] => Found::Missing,
        [words] => match words[..] {
            [_, token] => Found::Token(bytes(token)),
            _ => bad,
        },
        _ => Found::Rejected,
    }
}

/// A header is ISO 8859-1 to Python, and so white space is that of Unicode.
fn latin1(value: &[u8]) -> String {
    value.iter().map(|byte| char::from(*byte)).collect()
}

fn bytes(latin1: &str) -> Vec<u8> {
    latin1.chars().map(|char| char as u8).collect()
}

fn words(value: &str) -> Vec<&str> {
    value.split_whitespace().collect()
}
