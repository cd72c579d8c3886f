//! The layout of a token in the notation of section 8 of the table of facts: the header's JSON, and
//! the claims in their order. `exp=iat+900` is a number of whole seconds.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jwt_fresh::{JwtError, Result};
use serde_json::{Value, json};

use crate::harness::{agreed::Agreed, members::Members};

/// Turns each row into a `#[test]` that makes the token and compares its layout.
///
/// ```text
/// layouts! {
///     /// access, default
///     access: mint(config()).create_access_token("test"),
///         quart: made(HS256, "iat, nbf, ..."),
///         flask: made(HS256, "fresh=false, iat, ...");
/// }
/// ```
///
/// A row that only one library has says the column of that one.
macro_rules! layouts {
    ($(
        $(#[doc = $situation:literal])+
        $name:ident: $token:expr, quart: $quart:expr, flask: $flask:expr;
    )+) => {$(
        $(#[doc = $situation])+
        #[test]
        fn $name() {
            let expected = super::PYTHON.column($quart, $flask);
            $crate::harness::layout::hold(expected, $token.encode(), super::servers::NOW);
        }
    )+};
    ($(
        $(#[doc = $situation:literal])+
        $name:ident: $token:expr, $only:ident: $made:expr;
    )+) => {$(
        $(#[doc = $situation])+
        #[test]
        fn $name() {
            $crate::harness::layout::hold($made, $token.encode(), super::servers::NOW);
        }
    )+};
}

/// The token that a row expects.
#[derive(Clone, Debug, PartialEq)]
pub enum Made {
    /// A token with this header, and these claims.
    As(&'static str, &'static str),
    /// No token: it is refused to be made.
    Nothing,
    /// Python's token, and ours that differs on purpose.
    Agreed { exception: Agreed, ours: Box<Made> },
}

/// The header of nearly every token.
pub const HS256: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

pub fn made(header: &'static str, claims: &'static str) -> Made {
    Made::As(header, claims)
}

impl Made {
    /// Python makes `self`; ours is another one, as was agreed.
    pub fn agreed(self, exception: Agreed, ours: Made) -> Self {
        assert_ne!(self, ours, "no exception is needed where we do alike");
        Self::Agreed {
            exception,
            ours: Box::new(ours),
        }
    }
}

/// Holds a token that was made now against the library's column.
pub fn hold(expected: Made, token: Result<String>, now: i64) {
    let ours = match expected {
        Made::Agreed { ours, .. } => *ours,
        python => python,
    };
    match (ours, token) {
        (Made::As(header, claims), Ok(token)) => {
            assert_eq!(of(&token, now), (header.to_owned(), claims.to_owned()));
        }
        (Made::Nothing, Err(JwtError::TokenNotCreated { .. })) => {}
        (expected, token) => panic!("expected {expected:?}, but {token:?} was made"),
    }
}

/// The header of a token, and its claims in our notation.
fn of(token: &str, now: i64) -> (String, String) {
    let header = segment(token, 0);
    let payload = segment(token, 1);
    let claims: Members = serde_json::from_str(&payload).expect("the payload is an object");
    assert_eq!(claims.to_string(), payload, "there is no white space");
    assert_ne!(claims.get("jti"), claims.get("csrf"), "each is random");
    let described: Vec<_> = claims
        .0
        .iter()
        .map(|(name, value)| describe(name, value, now))
        .collect();
    (header, described.join(", "))
}

/// The JSON text in a segment of a token.
pub fn segment(token: &str, index: usize) -> String {
    let segment = token.split('.').nth(index).expect("a token has three");
    let json = URL_SAFE_NO_PAD.decode(segment).expect("it is base64");
    String::from_utf8(json).expect("JSON is UTF-8")
}

fn describe(name: &str, value: &Value, now: i64) -> String {
    match (name, value) {
        ("iat" | "nbf", _) if *value == json!(now) => name.to_owned(),
        ("jti" | "csrf", Value::String(id)) if is_uuid4(id) => name.to_owned(),
        ("exp", _) if value.is_i64() => relative("exp", value.as_i64(), now),
        ("fresh", _) if value.is_f64() => {
            let until = value.as_f64().map(|until| until.floor() as i64);
            relative("fresh", until, now) + ":float"
        }
        ("fresh", _) if value.as_i64() > Some(now) => relative("fresh", value.as_i64(), now),
        _ => format!("{name}={value}"),
    }
}

fn relative(name: &str, time: Option<i64>, now: i64) -> String {
    format!("{name}=iat{:+}", time.expect("it is a number") - now)
}

/// Whether it is a UUID of version 4, in lower case.
pub fn is_uuid4(text: &str) -> bool {
    text.len() == 36
        && text.char_indices().all(|(index, char)| match index {
            8 | 13 | 18 | 23 => char == '-',
            14 => char == '4',
            19 => "89ab".contains(char),
            _ => char.is_ascii_digit() || ('a'..='f').contains(&char),
        })
}
