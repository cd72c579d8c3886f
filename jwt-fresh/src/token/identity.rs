//! Who a token is for.

use std::{
    borrow::Cow,
    fmt,
    hash::{Hash, Hasher},
    ops::Range,
    sync::Arc,
};

use memchr::memchr2;
use serde::{Serialize, Serializer, de::DeserializeOwned};
use serde_json::Value;

use crate::jose::json::{
    claim_value::ClaimValue,
    exact::{
        canonical::{canonical, quoted},
        deserializer::from_text,
        scanner::Scanner,
        shown::shown,
        writer::{serialize_exact, to_text},
    },
};

/// Who a token is for: any JSON value, null when there is no token (Python's `None`).
///
/// It is cheap to clone, compares with strings, is displayed as the bare text if it is a string and
/// as JSON otherwise, and can be passed to [`create_access_token`](crate::create_access_token). It is
/// the key of a map, and [`key`](Self::key) is that of anything else. `Debug`, with which
/// `#[instrument]` logs arguments, shows nothing of it.
///
/// A number is exact, however many digits it has: it is compared, displayed and put into a new token
/// as it was written. Only a `serde_json::Value` can't hold an integer beyond `u64` and `i64`: there,
/// as in [`to_value`](Self::to_value) and in a JSON response, it is a string of its digits.
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
    Whole(u64),
    /// The JSON text of anything else, with all digits.
    Json(Arc<str>),
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
    ///
    /// A number that a [`Value`] can't hold, such as an integer beyond `u64` and `i64`, is a string of
    /// its digits.
    #[must_use]
    pub fn to_value(&self) -> Value {
        match &self.0 {
            Repr::Null => Value::Null,
            Repr::Text { .. } => self.as_str().into(),
            Repr::Whole(number) => Value::from(*number),
            Repr::Json(json) => shown(json),
        }
    }

    /// Deserializes the identity into a type of your own, such as `u64`, `u128` or a struct.
    ///
    /// # Errors
    ///
    /// If the identity does not match the type.
    pub fn deserialize<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        match &self.0 {
            Repr::Json(json) => from_text(json),
            _ => T::deserialize(self.to_value()),
        }
    }

    /// The identity as a key for a map, a database or a cache: two identities have the same key if
    /// and only if they are equal.
    ///
    /// It is JSON in a canonical form: a string is quoted, so that `"7"` is not `7`; a number has one
    /// spelling, so that `1`, `1.0` and `10e-1` are `1`; an object's members are sorted by name. A
    /// fraction is written with an exponent, `2.5` as `25e-1`, and so is an integer of more than 20 digits
    /// that ends in zeros: `1e400` stays `1e400`.
    ///
    /// ```
    /// # use jwt_fresh::{JwtConfig, JwtManager};
    /// # let jwt = JwtManager::new(JwtConfig::quart("a secret of at least thirty-two bytes"))?;
    /// let token = jwt.create_access_token("alice").encode()?;
    /// assert_eq!(jwt.decode_token(&token)?.identity().key(), r#""alice""#);
    /// let token = jwt.create_access_token(7).encode()?;
    /// assert_eq!(jwt.decode_token(&token)?.identity().key(), "7");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn key(&self) -> Cow<'_, str> {
        match &self.0 {
            Repr::Json(json) => Cow::Owned(canonical(json)),
            _ => self.json_text(),
        }
    }

    /// A string identity: that range of the text.
    pub(crate) fn within(text: Arc<str>, at: Range<usize>) -> Self {
        Self(Repr::Text { within: text, at })
    }

    /// An identity that is a whole number.
    pub(crate) fn whole(number: u64) -> Self {
        Self(Repr::Whole(number))
    }

    /// An identity that is neither null nor a string, from its JSON text.
    pub(crate) fn json(json: &str) -> Self {
        Self(Repr::Json(json.into()))
    }

    /// An identity that the app gives, with the exact number.
    pub(crate) fn from_serialize(identity: impl Serialize) -> Result<Self, serde_json::Error> {
        let json = to_text(identity)?;
        // Nearly every identity is a string without escapes: there is nothing in it to be checked.
        if let Some(text) = plain_string(&json) {
            let at = 1..text.len() + 1;
            return Ok(Self::within(json.into(), at));
        }
        let mut scanner = Scanner::within(&json, 1);
        let value = scanner.value();
        Ok(
            match value.and_then(|value| scanner.end().map(|()| value)) {
                Ok(ClaimValue::Null) => Self::default(),
                Ok(ClaimValue::Text(text)) => {
                    let at = 0..text.len();
                    Self::within(text.into(), at)
                }
                Ok(ClaimValue::Whole(number)) => Self::whole(number),
                Ok(_) => Self::json(&json),
                Err(_) => {
                    return Err(serde::ser::Error::custom(
                        "the identity is not valid JSON, has a name twice, or is nested too deeply",
                    ));
                }
            },
        )
    }

    /// The identity as JSON, with the exact number.
    pub(crate) fn json_text(&self) -> Cow<'_, str> {
        match &self.0 {
            Repr::Null => Cow::Borrowed("null"),
            Repr::Text { within, at } => match quoted_within(within, at) {
                Some(json) => Cow::Borrowed(json),
                None => Cow::Owned(quoted(self.as_str().unwrap_or_default())),
            },
            Repr::Whole(number) => Cow::Owned(number.to_string()),
            Repr::Json(json) => Cow::Borrowed(json),
        }
    }
}

/// The text of a JSON string that contains no escapes.
fn plain_string(json: &str) -> Option<&str> {
    let text = json.strip_prefix('"')?.strip_suffix('"')?;
    memchr2(b'"', b'\\', text.as_bytes())
        .is_none()
        .then_some(text)
}

/// The text in that range with the quotes around it, where it is part of a JSON text. It has no
/// escapes then.
fn quoted_within<'t>(within: &'t str, at: &Range<usize>) -> Option<&'t str> {
    let json = within.get(at.start.checked_sub(1)?..at.end.checked_add(1)?)?;
    (json.starts_with('"') && json.ends_with('"')).then_some(json)
}

/// Two identities are equal if they are the same JSON value. Numbers are compared by all of their
/// digits: `1` is `1.0`, as in Python, and not `"1"`.
impl PartialEq for Identity {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Repr::Null, Repr::Null) => true,
            (Repr::Text { .. }, Repr::Text { .. }) => self.as_str() == other.as_str(),
            (Repr::Whole(one), Repr::Whole(other)) => one == other,
            (Repr::Json(_) | Repr::Whole(_), Repr::Json(_) | Repr::Whole(_)) => {
                self.key() == other.key()
            }
            _ => false,
        }
    }
}

impl Eq for Identity {}

impl Hash for Identity {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl fmt::Debug for Identity {
    /// Prints no identity, as it may be personal data, such as an email address.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").finish_non_exhaustive()
    }
}

impl Serialize for Identity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Repr::Null => serializer.serialize_unit(),
            Repr::Text { .. } => self.as_str().serialize(serializer),
            Repr::Whole(number) => number.serialize(serializer),
            Repr::Json(json) => serialize_exact(json, serializer),
        }
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Null => f.write_str("null"),
            Repr::Text { .. } => f.write_str(self.as_str().unwrap_or_default()),
            Repr::Whole(number) => number.fmt(f),
            Repr::Json(json) => f.write_str(json),
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

    fn identity(value: impl Serialize) -> Identity {
        Identity::from_serialize(value).unwrap()
    }

    #[test]
    fn a_number_is_exact_wherever_it_comes_from() {
        let big = u128::from(u64::MAX) + 1;
        let given = identity(big);
        let read = Identity::json("18446744073709551616");
        assert_eq!(given, read);
        assert_ne!(given, identity(big + 1));
        assert_ne!(given, identity(big.to_string()));
        assert_eq!(given.to_string(), "18446744073709551616");
        assert_eq!(given.json_text(), "18446744073709551616");
        assert_eq!(given.to_value(), json!("18446744073709551616"));
        assert_eq!(given.deserialize::<u128>().unwrap(), big);
        assert_eq!(identity(&read).json_text(), read.json_text());
        assert_eq!(
            identity([&read]).json_text(),
            format!("[{}]", read.json_text())
        );
        // 2^53 and 2^53 + 1 are one and the same `f64`.
        assert_ne!(
            identity(9_007_199_254_740_993_u64),
            Identity::json("9007199254740992.0")
        );
        assert_eq!(identity(1), Identity::json("1.0"));
        assert_eq!(Identity::json("1.10").json_text(), "1.10");
    }

    #[test]
    fn equal_identities_have_equal_keys_and_hashes() {
        use std::hash::BuildHasher;

        let hasher = std::hash::RandomState::new();
        let identities = [
            Identity::default(),
            identity("7"),
            identity("null"),
            identity("true"),
            identity("a\"b"),
            Identity::within(r#"{"sub":"7"}"#.into(), 8..9),
            identity(7),
            Identity::json("7.0"),
            Identity::json("70e-1"),
            Identity::json("18446744073709551616"),
            Identity::json("18446744073709551617"),
            Identity::json("1e400"),
            identity(true),
            identity(json!({ "a": 1, "b": [2.0] })),
            Identity::json(r#"{ "b": [2], "\u0061": 1.0 }"#),
        ];
        for one in &identities {
            for other in &identities {
                let equal = one == other;
                assert_eq!(equal, one.key() == other.key(), "{one} {other}");
                assert!(!equal || hasher.hash_one(one) == hasher.hash_one(other));
            }
        }
        let keys: std::collections::HashSet<_> = identities.iter().collect();
        assert_eq!(keys.len(), identities.len() - 4);
        let huge = Identity::json("1e1000000000");
        assert_eq!(huge.key(), "1e1000000000");
    }

    #[test]
    fn text_is_quoted_once() {
        for text in ["test", "", "a\"b", "\\", "é\n"] {
            let given = identity(text);
            assert_eq!(given, text);
            assert_eq!(given.json_text(), quoted(text));
            let copy = Identity::within(text.into(), 0..text.len());
            assert_eq!(copy.json_text(), quoted(text));
        }
    }

    #[test]
    fn it_deserializes_compares_and_displays() {
        let text = Identity::within(r#"{"sub":"test"}"#.into(), 8..12);
        assert_eq!(text, "test");
        assert_eq!(text.to_string(), "test");
        assert_eq!(format!("{text:?}"), "Identity { .. }");
        assert_eq!(text, Identity::within("test".into(), 0..4));
        let number = Identity::json("7");
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
