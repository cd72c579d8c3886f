//! A JSON object that is cheap to clone.

use std::{
    fmt,
    ops::{Deref, Index},
    sync::Arc,
};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, DeserializeOwned, MapAccess, Unexpected, Visitor, value::MapAccessDeserializer},
};
use serde_json::{Map, Value};

use crate::jose::json::exact::{
    canonical::{canonical, quoted},
    deserializer::{JSON_OBJECT, from_text},
    shown::{self, ExactMembers},
    writer::serialize_exact,
};

/// The claims of a token, or its header: a JSON object that is cheap to clone.
///
/// `Debug`, with which `#[instrument]` logs arguments, shows no claim; for one of its members it does.
///
/// It derefs to [`serde_json::Map`]. Indexing with an absent name returns [`Value::Null`], as
/// `serde_json::Value` does: `get_jwt()["tenant"]`.
///
/// A float is the nearest `f64`. A number that a [`Value`] can't hold, which is an integer beyond
/// `u64` and `i64` or a float beyond `f64`, is shown as a string with its digits. It is exact in
/// [`deserialize`](Self::deserialize), with a field of type `u128` or `i128`, and where the object is
/// the argument of [`TokenBuilder::claims`](crate::TokenBuilder::claims).
#[derive(Clone, Default)]
pub struct JsonObject(Arc<Members>);

#[derive(Default)]
struct Members {
    shown: Map<String, Value>,
    exact: ExactMembers,
}

impl JsonObject {
    /// Deserializes the object into a type of your own.
    ///
    /// # Errors
    ///
    /// If the object does not match the type.
    pub fn deserialize<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        if self.0.exact.is_empty() {
            T::deserialize(Value::Object(Map::clone(self)))
        } else {
            from_text(&self.to_text())
        }
    }

    /// An object, and the texts of those members that are shown otherwise than they were written.
    pub(crate) fn with_exact(shown: Map<String, Value>, exact: ExactMembers) -> Self {
        Self(Arc::new(Members { shown, exact }))
    }

    /// The JSON text of a member that contains a number which its value shows otherwise than it was
    /// written.
    pub(crate) fn exact_text(&self, name: &str) -> Option<&str> {
        self.0.exact.text_of(name, self.get(name)?)
    }

    /// The texts of all such members.
    pub(crate) fn exact_members(&self) -> &ExactMembers {
        &self.0.exact
    }

    /// The object as JSON, with the exact numbers.
    fn to_text(&self) -> String {
        let members = self
            .iter()
            .map(|(name, value)| match self.0.exact.text_of(name, value) {
                Some(text) => format!("{}:{text}", quoted(name)),
                None => format!("{}:{value}", quoted(name)),
            });
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    }
}

impl PartialEq for JsonObject {
    fn eq(&self, other: &Self) -> bool {
        let same_text = || canonical(&self.to_text()) == canonical(&other.to_text());
        let is_exact = self.0.exact.is_empty() && other.0.exact.is_empty();
        self.0.shown == other.0.shown && (is_exact || same_text())
    }
}

impl fmt::Debug for JsonObject {
    /// Prints nothing of the object: claims may be personal, and the CSRF value is a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonObject").finish_non_exhaustive()
    }
}

impl From<Map<String, Value>> for JsonObject {
    fn from(map: Map<String, Value>) -> Self {
        Self::with_exact(map, ExactMembers::default())
    }
}

impl Deref for JsonObject {
    type Target = Map<String, Value>;

    fn deref(&self) -> &Self::Target {
        &self.0.shown
    }
}

impl Index<&str> for JsonObject {
    type Output = Value;

    fn index(&self, name: &str) -> &Value {
        const NULL: &Value = &Value::Null;
        self.0.shown.get(name).unwrap_or(NULL)
    }
}

impl Serialize for JsonObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.exact.is_empty() {
            self.0.shown.serialize(serializer)
        } else {
            serialize_exact(&self.to_text(), serializer)
        }
    }
}

impl<'de> Deserialize<'de> for JsonObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(JSON_OBJECT, ObjectVisitor)
    }
}

struct ObjectVisitor;

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = JsonObject;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, json: D) -> Result<JsonObject, D::Error> {
        Map::deserialize(json).map(JsonObject::from)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<JsonObject, A::Error> {
        Map::deserialize(MapAccessDeserializer::new(members)).map(JsonObject::from)
    }

    /// The text itself, with the exact numbers.
    fn visit_bytes<E: de::Error>(self, json: &[u8]) -> Result<JsonObject, E> {
        let text = std::str::from_utf8(json).ok();
        match text.and_then(shown::object) {
            Some((shown, exact)) => Ok(JsonObject::with_exact(shown, exact)),
            None => Err(E::invalid_type(Unexpected::Other("other JSON"), &self)),
        }
    }
}
