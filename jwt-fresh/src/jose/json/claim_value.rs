//! A JSON value that borrows its text from the input, read so that no object has duplicate names.

use std::{borrow::Cow, fmt};

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// The value of a claim or header member.
///
/// A string without escapes is borrowed. Reading it fails if an object in it, at any depth, has
/// two members of the same name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ClaimValue<'a> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'a, str>),
    /// An array or an object.
    Nested(Value),
}

impl ClaimValue<'_> {
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A finite number, or `None`. Python's `int()` accepts strings and bools too; we don't.
    pub(crate) fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => number.as_f64().filter(|number| number.is_finite()),
            _ => None,
        }
    }

    /// Whether the value is false in Python, which is how PyJWT tests for an absent audience.
    pub(crate) fn is_falsy(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Bool(value) => !value,
            Self::Number(number) => number.as_f64() == Some(0.0),
            Self::Text(text) => text.is_empty(),
            Self::Nested(Value::Array(array)) => array.is_empty(),
            Self::Nested(Value::Object(object)) => object.is_empty(),
            Self::Nested(_) => false,
        }
    }
}

impl From<ClaimValue<'_>> for Value {
    fn from(value: ClaimValue<'_>) -> Self {
        match value {
            ClaimValue::Null => Self::Null,
            ClaimValue::Bool(value) => Self::Bool(value),
            ClaimValue::Number(number) => Self::Number(number),
            ClaimValue::Text(text) => Self::String(text.into_owned()),
            ClaimValue::Nested(value) => value,
        }
    }
}

impl<'de> Deserialize<'de> for ClaimValue<'de> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(ClaimValueVisitor)
    }
}

struct ClaimValueVisitor;

impl<'de> Visitor<'de> for ClaimValueVisitor {
    type Value = ClaimValue<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(ClaimValue::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(ClaimValue::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(ClaimValue::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(ClaimValue::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        Number::from_f64(value)
            .map(ClaimValue::Number)
            .ok_or_else(|| E::custom("not finite"))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(ClaimValue::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(ClaimValue::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut array = Vec::new();
        while let Some(value) = seq.next_element::<ClaimValue<'de>>()? {
            array.push(value.into());
        }
        Ok(ClaimValue::Nested(Value::Array(array)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            let value = map.next_value::<ClaimValue<'de>>()?;
            if object.insert(name, value.into()).is_some() {
                return Err(duplicate_name());
            }
        }
        Ok(ClaimValue::Nested(Value::Object(object)))
    }
}

/// The error for two members of the same name in one object.
pub(crate) fn duplicate_name<E: Error>() -> E {
    E::custom("duplicate member name")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(json: &str) -> serde_json::Result<ClaimValue<'_>> {
        serde_json::from_str(json)
    }

    #[test]
    fn only_a_string_with_escapes_is_copied() {
        let text = |json| match read(json) {
            Ok(ClaimValue::Text(text)) => text,
            other => panic!("{json}: {other:?}"),
        };
        assert!(matches!(text(r#""plain é""#), Cow::Borrowed("plain é")));
        assert!(matches!(text(r#""\u0061""#), Cow::Owned(text) if text == "a"));
    }

    /// serde_json agrees on the value wherever no name is duplicated.
    #[test]
    fn nested_values_are_read_as_serde_json_reads_them() {
        for json in [
            "null",
            "true",
            "-1",
            "18446744073709551615",
            "1.5",
            r#""a\n""#,
            r#"[null,true,-1,1.5,"x","\u0061",[],{}]"#,
            r#"{"a":{"b":[{"c":"x"}],"d":null},"":0}"#,
        ] {
            let expected: Value = serde_json::from_str(json).unwrap();
            assert_eq!(Value::from(read(json).unwrap()), expected, "{json}");
        }
        assert_eq!(read("[1]").unwrap(), ClaimValue::Nested(json!([1])));
        assert!(read(r#"[{"a":1,"\u0061":1}]"#).is_err());
    }
}
