//! A JSON object that is cheap to clone.

use std::{
    ops::{Deref, Index},
    sync::Arc,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use serde_json::{Map, Value};

/// The claims of a token, or its header: a JSON object that is cheap to clone.
///
/// It derefs to [`serde_json::Map`]. Indexing with an absent name returns [`Value::Null`], as
/// `serde_json::Value` does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JsonObject(Arc<Map<String, Value>>);

impl JsonObject {
    /// Deserializes the object into a type of your own.
    ///
    /// # Errors
    ///
    /// If the object does not match the type.
    pub fn deserialize<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        T::deserialize(Value::Object(Map::clone(&self.0)))
    }
}

impl From<Map<String, Value>> for JsonObject {
    fn from(map: Map<String, Value>) -> Self {
        Self(Arc::new(map))
    }
}

impl Deref for JsonObject {
    type Target = Map<String, Value>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Index<&str> for JsonObject {
    type Output = Value;

    fn index(&self, name: &str) -> &Value {
        const NULL: &Value = &Value::Null;
        self.0.get(name).unwrap_or(NULL)
    }
}

impl Serialize for JsonObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for JsonObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Map::deserialize(deserializer).map(Self::from)
    }
}
