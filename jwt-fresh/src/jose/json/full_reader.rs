//! JSON as a token may hold it: an object, no name twice, nothing after it.
//!
//! serde_json lets the last of two equal names win; two readers of one token could then see two
//! different users (RFC 7519 section 4 and RFC 8725 section 2.7 are why we refuse).

use std::{borrow::Cow, collections::HashSet, fmt};

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::jose::json::claim_value::ClaimValue;

/// Why a segment is not the JSON object it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotAnObject {
    /// Not JSON, or JSON with a name twice.
    Malformed,
    /// JSON, but an array, a string, a number, a bool or null.
    OtherJson,
}

/// What a reader of an object keeps: one slot per member that it knows by name.
pub(crate) trait Slots<'de> {
    /// The slot for the member of that name; `None` if the member is not kept.
    fn slot(&mut self, name: &str) -> Option<&mut Option<ClaimValue<'de>>>;
}

/// Reads a whole segment as one object into its slots. Members without a slot are still proved to
/// be JSON in which no name stands twice.
pub(crate) fn read_object<'de>(
    bytes: &'de [u8],
    slots: &mut impl Slots<'de>,
) -> Result<(), NotAnObject> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let object = json
        .deserialize_any(ObjectOrOther(slots))
        .and_then(|object| {
            json.end()?;
            Ok(object)
        });
    object
        .map_err(|_| NotAnObject::Malformed)?
        .ok_or(NotAnObject::OtherJson)
}

struct ObjectOrOther<'s, S>(&'s mut S);

impl<'de, S: Slots<'de>> Visitor<'de> for ObjectOrOther<'_, S> {
    /// `None` for other JSON.
    type Value = Option<()>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut others = HashSet::new();
        while let Some(Text(name)) = map.next_key()? {
            match self.0.slot(&name) {
                Some(slot @ None) => *slot = Some(map.next_value()?),
                Some(Some(_)) => return Err(duplicate_name()),
                None => {
                    map.next_value::<StrictValue>()?;
                    if !others.insert(name) {
                        return Err(duplicate_name());
                    }
                }
            }
        }
        Ok(Some(()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        strict_array(seq)?;
        Ok(None)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

/// The error for a name that stands twice in one object.
fn duplicate_name<E: Error>() -> E {
    E::custom("duplicate member name")
}

/// A string, borrowed from the input where it holds no escapes.
struct Text<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }

        json.deserialize_str(TextVisitor)
    }
}

/// Any JSON value, no name twice at any depth.
struct StrictValue(Value);

impl<'de> Deserialize<'de> for StrictValue {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(StrictValueVisitor).map(Self)
    }
}

struct StrictValueVisitor;

impl<'de> Visitor<'de> for StrictValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value)
            .map(Value::Number)
            .ok_or_else(|| E::custom("not finite"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Value, A::Error> {
        strict_array(seq).map(Value::Array)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Value, A::Error> {
        strict_map(map).map(Value::Object)
    }
}

/// The rest of an array.
pub(crate) fn strict_array<'de, A: SeqAccess<'de>>(mut seq: A) -> Result<Vec<Value>, A::Error> {
    let mut array = Vec::new();
    while let Some(StrictValue(value)) = seq.next_element()? {
        array.push(value);
    }
    Ok(array)
}

/// The rest of an object.
pub(crate) fn strict_map<'de, A: MapAccess<'de>>(
    mut map: A,
) -> Result<Map<String, Value>, A::Error> {
    let mut object = Map::new();
    while let Some(name) = map.next_key::<String>()? {
        let StrictValue(value) = map.next_value()?;
        if object.insert(name, value).is_some() {
            return Err(duplicate_name());
        }
    }
    Ok(object)
}

#[cfg(test)]
pub(crate) mod tests;
