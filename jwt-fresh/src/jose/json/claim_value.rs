//! A JSON value that borrows from the input, read so that no object has duplicate names.

use std::borrow::Cow;

use crate::jose::json::exact::number::is_integer;

/// The value of a claim or header member.
///
/// Nothing of it is copied but a string with escapes. A number keeps its text, so that none of its
/// digits is lost, whatever features of `serde_json` an app turns on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ClaimValue<'a> {
    Null,
    Bool(bool),
    /// A whole number of up to [`MAX_WHOLE_DIGITS`] digits, as nearly every number is.
    Whole(u64),
    /// The text of any other number.
    Number(&'a str),
    Text(Cow<'a, str>),
    /// The text of an array or an object.
    Nested(&'a str),
}

/// The most digits of a [`ClaimValue::Whole`]: so many can't overflow.
pub(crate) const MAX_WHOLE_DIGITS: usize = 18;

impl ClaimValue<'_> {
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A finite number, or `None`; an integer beyond `f64` is the greatest or the least. Python's
    /// `int()` accepts strings and bools too; we don't.
    pub(crate) fn as_number(&self) -> Option<f64> {
        match self {
            Self::Whole(number) => Some(*number as f64),
            Self::Number(text) => match text.parse::<f64>().ok()? {
                infinite if infinite.is_infinite() && is_integer(text) => {
                    Some(infinite.clamp(f64::MIN, f64::MAX))
                }
                number => number.is_finite().then_some(number),
            },
            _ => None,
        }
    }

    /// Whether the value is false in Python, which is how PyJWT tests for an absent audience.
    pub(crate) fn is_falsy(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Bool(value) => !value,
            Self::Whole(_) | Self::Number(_) => self.as_number() == Some(0.0),
            Self::Text(text) => text.is_empty(),
            Self::Nested(json) => {
                // The text is valid, so an empty array or object has nothing but white space inside.
                let inside = json.get(1..json.len().saturating_sub(1));
                inside.is_some_and(|inside| inside.trim_ascii().is_empty())
            }
        }
    }
}
