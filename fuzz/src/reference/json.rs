//! JSON as a tree that keeps duplicate names.

use std::{collections::BTreeSet, fmt};

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value, value::RawValue};

/// A JSON value, with all members of an object in their order.
enum Tree {
    Leaf(Value),
    Array(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

/// Parses JSON in which no object has a name twice.
pub fn parse(bytes: &[u8]) -> Option<Value> {
    serde_json::from_slice::<Tree>(bytes).ok()?.strict()
}

/// The same, if it is an object.
pub fn parse_object(bytes: &[u8]) -> Option<Map<String, Value>> {
    match parse(bytes)? {
        Value::Object(object) => Some(object),
        _ => None,
    }
}

/// A member of an object, as far as the search for a token reads it.
pub enum Member {
    /// A string.
    Text(String),
    /// Anything else, and whether it is false in Python.
    Other(bool),
}

impl Member {
    /// Whether the value is false in Python.
    pub fn is_falsy(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Other(is_falsy) => *is_falsy,
        }
    }
}

/// The only member of that name in a JSON object. The values of others are JSON and nothing more.
pub fn member(bytes: &[u8], name: &str) -> Option<Member> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut members = serde_json::from_str::<Members>(text).ok()?.0;
    members.retain(|(other, _)| other == name);
    let [(_, raw)] = &members[..] else {
        return None;
    };
    let raw = raw.get().trim_ascii();
    let is_empty = || raw[1..raw.len() - 1].trim_ascii().is_empty();
    Some(match raw.as_bytes()[0] {
        b'"' => Member::Text(serde_json::from_str(raw).ok()?),
        b'[' | b'{' => Member::Other(is_empty()),
        b'n' | b'f' => Member::Other(true),
        b't' => Member::Other(false),
        _ => Member::Other(serde_json::from_str::<f64>(raw).ok()? == 0.0),
    })
}

/// The members of an object, not parsed further.
struct Members(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        struct MembersVisitor;

        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        json.deserialize_map(MembersVisitor)
    }
}

impl Tree {
    fn strict(self) -> Option<Value> {
        Some(match self {
            Self::Leaf(value) => value,
            Self::Array(array) => Value::Array(
                array
                    .into_iter()
                    .map(Self::strict)
                    .collect::<Option<Vec<_>>>()?,
            ),
            Self::Object(members) => {
                let names: BTreeSet<&str> = members.iter().map(|(name, _)| &**name).collect();
                if names.len() < members.len() {
                    return None;
                }
                let members = members
                    .into_iter()
                    .map(|(name, value)| Some((name, value.strict()?)));
                Value::Object(members.collect::<Option<Map<_, _>>>()?)
            }
        })
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        struct TreeVisitor;

        impl<'de> Visitor<'de> for TreeVisitor {
            type Value = Tree;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("JSON")
            }

            fn visit_unit<E>(self) -> Result<Tree, E> {
                Ok(Tree::Leaf(Value::Null))
            }

            fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
                Ok(Tree::Leaf(value.into()))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
                Ok(Tree::Leaf(value.into()))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
                Ok(Tree::Leaf(value.into()))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
                Ok(Tree::Leaf(value.into()))
            }

            fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
                Ok(Tree::Leaf(value.into()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree, A::Error> {
                let mut array = Vec::new();
                while let Some(value) = seq.next_element()? {
                    array.push(value);
                }
                Ok(Tree::Array(array))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Tree::Object(members))
            }
        }

        json.deserialize_any(TreeVisitor)
    }
}
