//! JSON as a tree that keeps duplicate names.

use std::{collections::BTreeSet, fmt};

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

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
