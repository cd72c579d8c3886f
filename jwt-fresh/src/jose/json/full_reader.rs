//! The full JSON reader: any object in which no name is duplicated, and nothing after it.
//!
//! serde_json keeps the last of two members of the same name, so two readers of one token could
//! see two different users. Duplicates are therefore rejected (RFC 7519 section 4, RFC 8725
//! section 2.7).

use std::{borrow::Cow, collections::HashSet, fmt};

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use crate::jose::json::claim_value::{ClaimValue, duplicate_name};

/// Why a segment is not the JSON object it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotAnObject {
    /// Not JSON, or an object in it has two members of the same name.
    Malformed,
    /// JSON, but an array, a string, a number, a bool or null.
    OtherJson,
}

/// The members of an object that are kept, each in a slot of its own.
pub(crate) trait Slots<'de> {
    /// The slot for the member of that name; `None` if the member is not kept.
    fn slot(&mut self, name: &str) -> Option<&mut Option<ClaimValue<'de>>>;
}

/// Reads all bytes as one object into its slots. Members without a slot are checked too: they have
/// to be JSON without duplicate names.
pub(crate) fn read_object<'de>(
    bytes: &'de [u8],
    slots: &mut impl Slots<'de>,
) -> Result<(), NotAnObject> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let is_object = starts_with_brace(bytes);
    if is_object {
        json.deserialize_map(MembersVisitor(slots))
    } else {
        ClaimValue::deserialize(&mut json).map(drop)
    }
    .and_then(|()| json.end())
    .map_err(|_| NotAnObject::Malformed)?;
    is_object.then_some(()).ok_or(NotAnObject::OtherJson)
}

/// Whether the first byte after white space (RFC 8259 section 2) opens an object.
fn starts_with_brace(bytes: &[u8]) -> bool {
    let mut bytes = bytes.iter();
    bytes.find(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) == Some(&b'{')
}

/// Reads the members of an object into slots.
struct MembersVisitor<'s, S>(&'s mut S);

impl<'de, S: Slots<'de>> Visitor<'de> for MembersVisitor<'_, S> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut others = HashSet::new();
        while let Some(MemberName(name)) = map.next_key()? {
            match self.0.slot(&name) {
                Some(slot @ None) => *slot = Some(map.next_value()?),
                Some(Some(_)) => return Err(duplicate_name()),
                None => {
                    map.next_value::<ClaimValue<'de>>()?;
                    if !others.insert(name) {
                        return Err(duplicate_name());
                    }
                }
            }
        }
        Ok(())
    }
}

/// The name of a member, borrowed from the input unless it has escapes.
struct MemberName<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for MemberName<'de> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_str(MemberNameVisitor)
    }
}

struct MemberNameVisitor;

impl<'de> Visitor<'de> for MemberNameVisitor {
    type Value = MemberName<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(MemberName(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(MemberName(Cow::Owned(name.to_owned())))
    }
}

#[cfg(test)]
pub(crate) mod tests;
