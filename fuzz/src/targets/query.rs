//! The token in the query string.

use std::sync::LazyLock;

use jwt_fresh::{
    __fuzz::{self, Found},
    JwtManager,
};

use crate::{input::select, jwt, reference::urlencoded};

/// Without a prefix, and with one.
static MANAGERS: LazyLock<[[JwtManager; 3]; 2]> = LazyLock::new(|| {
    [
        jwt::managers(|config| config),
        jwt::managers(|config| config.query_string_value_prefix("Bearer ")),
    ]
});

/// The result equals that of the reference.
pub fn check(data: &[u8]) -> bool {
    let Some((variant, query)) = select(data, 6) else {
        return false;
    };
    let Ok(query) = std::str::from_utf8(query) else {
        return false;
    };
    let found = __fuzz::query(&MANAGERS[variant / 3][variant % 3], query);
    let pairs = urlencoded::parse(query.as_bytes());
    let values: Vec<_> = pairs.iter().filter(|(name, _)| name == "jwt").collect();
    let expected = match &values[..] {
        [] => Found::Missing,
        [(_, value)] if value.is_empty() => Found::Missing,
        [(_, value)] => match value.strip_prefix(["", "Bearer "][variant / 3]) {
            Some(token) => Found::Token(token.as_bytes().to_vec()),
            None => Found::Rejected,
        },
        _ => Found::Rejected,
    };
    assert_eq!(found, expected);
    matches!(found, Found::Token(..))
}
