//! Who a token is for.

use std::{fmt, sync::Arc};

use serde::{Serialize, Serializer, de::DeserializeOwned};
use serde_json::Value;

use crate::token::claim_value::ClaimValue;

/// Who a token is for: any JSON value, null when there is no token (Python's `None`).
///
/// It clones without copying, compares with strings, prints as the bare text if it is a string
/// and as JSON otherwise, and can go straight back into
/// [`create_access_token`](crate::create_access_token).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Identity(Repr);

/// Nearly every identity is a string, so that one is a single allocation.
#[derive(Clone, Debug, Default, PartialEq)]
enum Repr {
    #[default]
    Null,
    Text(Arc<str>),
    Json(Arc<Value>),
}

impl Identity {
    /// The identity, if it is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.0 {
            Repr::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether there is no identity: no token, or one for null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.0 == Repr::Null
    }

    /// The identity as a JSON value.
    #[must_use]
    pub fn to_value(&self) -> Value {
        match &self.0 {
            Repr::Null => Value::Null,
            Repr::Text(text) => Value::from(&**text),
            Repr::Json(value) => Value::clone(value),
        }
    }

    /// Reads the identity into a type of your own, such as `u64` or a struct.
    ///
    /// # Errors
    ///
    /// If the identity does not fit the type.
    pub fn deserialize<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        T::deserialize(self.to_value())
    }

    pub(crate) fn from_claim(claim: &ClaimValue<'_>) -> Self {
        Self(match claim {
            ClaimValue::Null => Repr::Null,
            ClaimValue::Text(text) => Repr::Text(Arc::from(&**text)),
            ClaimValue::Bool(value) => Repr::Json(Arc::new(Value::Bool(*value))),
            ClaimValue::Number(number) => Repr::Json(Arc::new(Value::Number(number.clone()))),
            ClaimValue::Nested(value) => Repr::Json(Arc::new(value.clone())),
        })
    }
}

impl Serialize for Identity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Repr::Null => serializer.serialize_unit(),
            Repr::Text(text) => serializer.serialize_str(text),
            Repr::Json(value) => value.serialize(serializer),
        }
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Null => f.write_str("null"),
            Repr::Text(text) => f.write_str(text),
            Repr::Json(value) => value.fmt(f),
        }
    }
}

impl PartialEq<str> for Identity {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == Some(other)
    }
}

impl PartialEq<&str> for Identity {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == Some(other)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn reads_compares_and_prints() {
        let text = Identity::from_claim(&ClaimValue::Text("test".into()));
        assert_eq!(text, "test");
        assert_eq!(text.to_string(), "test");
        let number = Identity::from_claim(&ClaimValue::Number(7.into()));
        assert_eq!(number.deserialize::<u64>().unwrap(), 7);
        assert_eq!(serde_json::to_value(&number).unwrap(), json!(7));
        assert!(Identity::default().is_null());
        assert_eq!(
            serde_json::to_value(Identity::default()).unwrap(),
            json!(null)
        );
    }
}
