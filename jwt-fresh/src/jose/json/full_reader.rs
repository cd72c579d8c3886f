//! JSON as a token may hold it: an object, no name twice, nothing after it.
//!
//! serde_json lets the last of two equal names win; two readers of one token could then see two
//! different users (RFC 7519 section 4 and RFC 8725 section 2.7 are why we refuse).

use std::{collections::HashSet, fmt};

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use crate::jose::json::{
    claim_value::ClaimValue,
    strict_value::{StrictValue, Text, duplicate_name, strict_array},
};

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

#[cfg(test)]
pub(crate) mod tests;
