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
    assert_eq!(found, reference(&values, scheme, config));
    if let Found::Token(token) = &found {
        let [value] = values[..] else {
            panic!("a token from several headers");
        };
        assert!(value.windows(token.len()).any(|part| part == token));
        assert!(!token.iter().any(|byte| b" \t".contains(byte)));
    }
    matches!(found, Found::Token(..))
}

fn reference(values: &[&[u8]], scheme: &str, config: usize) -> Found {
    let is_quart = config == 1;
    let [value] = values else {
        return match values {
            [] => Found::Missing,
            _ => Found::Rejected,
        };
    };
    let is_space = |byte: &u8| b" \t".contains(byte);
    let words = |text: &[u8]| -> Vec<Vec<u8>> {
        text.split(is_space)
            .filter(|word| !word.is_empty())
            .map(<[u8]>::to_vec)
            .collect()
    };
    let mut value = value.trim_ascii().to_vec();
    if !is_quart {
        while value.last() == Some(&b',') {
            value.pop();
        }
        while value.first() == Some(&b',') {
            value.remove(0);
        }
    }
    if value.is_empty() {
        return Found::Missing;
    }
    let bad = if is_quart {
        Found::NotOurs
    } else {
        Found::Rejected
    };
    if scheme.is_empty() {
        return match &words(&value)[..] {
            [token] => Found::Token(token.clone()),
            _ => bad,
        };
    }
    let credentials: Vec<_> = value.split(|byte| *byte == b',').map(words).collect();
    let is_ours = |words: &&Vec<Vec<u8>>| words[0].eq_ignore_ascii_case(scheme.as_bytes());
    if credentials.iter().any(Vec::is_empty) {
        return Found::Rejected;
    }
    match &credentials.iter().filter(is_ours).collect::<Vec<_>>()[..] {
        [] if is_quart => Found::NotOurs,
        [] => Found::Missing,
        [words] => match &words[..] {
            [_, token] => Found::Token(token.clone()),
            _ => bad,
        },
        _ => Found::Rejected,
    }
}
