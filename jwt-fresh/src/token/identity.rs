//! Who a token is for.

use std::{fmt, ops::Range, sync::Arc};

use serde::{Serialize, Serializer, de::DeserializeOwned};
use serde_json::Value;

/// Who a token is for: any JSON value, null when there is no token (Python's `None`).
///
/// It is cheap to clone, compares with strings, is displayed as the bare text if it is a string and
/// as JSON otherwise, and can be passed to [`create_access_token`](crate::create_access_token).
#[derive(Clone, Default)]
pub struct Identity(Repr);

/// Nearly every identity is a string, which shares the payload instead of an allocation of its own.
#[derive(Clone, Default)]
enum Repr {
    #[default]
    Null,
    Text {
        within: Arc<str>,
        at: Range<usize>,
    },
    Json(Arc<Value>),
}

impl Identity {
    /// The identity, if it is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.0 {
            Repr::Text { within, at } => within.get(at.clone()),
            _ => None,
        }
    }

    /// Whether there is no identity: no token, or one for null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self.0, Repr::Null)
    }

    /// The identity as a JSON value.
    #[must_use]
    pub fn to_value(&self) -> Value {
        match &self.0 {
            Repr::Null => Value::Null,
            Repr::Text { .. } => self.as_str().into(),
            Repr::Json(value) => Value::clone(value),
        }
    }

    /// Deserializes the identity into a type of your own, such as `u64` or a struct.
    ///
    /// # Errors
    ///
    /// If the identity does not match the type.
    pub fn deserialize<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        T::deserialize(self.to_value())
    }

    /// A string identity: that range of the text.
    pub(crate) fn within(text: Arc<str>, at: Range<usize>) -> Self {
        Self(Repr::Text { within: text, at })
    }

    /// An identity that is not a string.
    pub(crate) fn json(value: Value) -> Self {
        Self(Repr::Json(Arc::new(value)))
    }
}

impl PartialEq for Identity {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Repr::Json(one), Repr::Json(other)) => one == other,
            _ => self.as_str() == other.as_str() && self.is_null() == other.is_null(),
        }
    }
}

impl fmt::Debug for Identity {
    /// Prints the identity, but not the payload that contains it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Identity").field(&self.to_value()).finish()
    }
}

impl Serialize for Identity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Repr::Null => serializer.serialize_unit(),
            Repr::Text { .. } => self.as_str().serialize(serializer),
            Repr::Json(value) => value.serialize(serializer),
        }
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Null => f.write_str("null"),
            Repr::Text { .. } => f.write_str(self.as_str().unwrap_or_default()),
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
    fn it_deserializes_compares_and_displays() {
        let text = Identity::within(r#"{"sub":"test"}"#.into(), 8..12);
        assert_eq!(text, "test");
        assert_eq!(text.to_string(), "test");
        assert_eq!(format!("{text:?}"), r#"Identity(String("test"))"#);
        assert_eq!(text, Identity::within("test".into(), 0..4));
        let number = Identity::json(json!(7));
        assert_eq!(number.deserialize::<u64>().unwrap(), 7);
        assert_eq!(serde_json::to_value(&number).unwrap(), json!(7));
        assert!(Identity::default().is_null());
        assert_ne!(number, Identity::default());
        assert_eq!(
            serde_json::to_value(Identity::default()).unwrap(),
            json!(null)
        );
    }
}
