//! Deserializes JSON text into a type of the app, with the exact number.

use std::borrow::Cow;

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, MapAccess, SeqAccess,
    VariantAccess, Visitor,
    value::{BorrowedStrDeserializer, CowStrDeserializer, MapDeserializer},
};
use serde_json::Error;

use crate::jose::json::{
    claim_value::ClaimValue,
    exact::{
        number,
        scanner::{NotJson, Scanner},
    },
};

/// The name by which `serde_json::value::RawValue` asks for the text itself.
const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// The name by which a `JsonObject` asks for the text itself. It gets bytes, which are in no JSON, so
/// that no claim can pass for it.
pub(crate) const JSON_OBJECT: &str = "$jwt_fresh::private::JsonObject";

/// Deserializes a JSON text. An integer beyond `u64` and `i64` is read exactly into `u128` and `i128`,
/// and as its text where any type is accepted.
pub(crate) fn from_text<T: DeserializeOwned>(json: &str) -> Result<T, Error> {
    let mut scanner = Scanner::new(json);
    let value = T::deserialize(Exact(&mut scanner))?;
    scanner.end().map_err(not_json)?;
    Ok(value)
}

fn not_json(_: NotJson) -> Error {
    Error::custom("not valid JSON")
}

/// Deserializes the next value.
struct Exact<'s, 'de>(&'s mut Scanner<'de>);

impl<'de> Exact<'_, 'de> {
    fn array<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.0.open(b'[').map_err(not_json)?;
        let mut items = Items::new(self.0, b']');
        let value = visitor.visit_seq(&mut items)?;
        items.end().map(|()| value)
    }

    fn object<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.0.open(b'{').map_err(not_json)?;
        let mut items = Items::new(self.0, b'}');
        let value = visitor.visit_map(&mut items)?;
        items.end().map(|()| value)
    }

    /// The text of the next value if it is a number.
    fn number_text(&mut self) -> Option<&'de str> {
        match self.0.peek() {
            Some(b'-' | b'0'..=b'9') => {
                let start = self.0.clone();
                self.0.value().ok()?;
                start.text_up_to(self.0)
            }
            _ => None,
        }
    }

    /// Deserializes an integer; anything else is left to the visitor to reject.
    fn integer<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Error> {
        let Some(text) = self.number_text() else {
            return self.deserialize_any(visitor);
        };
        if let Ok(number) = text.parse() {
            visitor.visit_u64(number)
        } else if let Ok(number) = text.parse() {
            visitor.visit_i64(number)
        } else if let Ok(number) = text.parse() {
            visitor.visit_u128(number)
        } else if let Ok(number) = text.parse() {
            visitor.visit_i128(number)
        } else {
            visitor.visit_f64(float(text))
        }
    }
}

/// The nearest float. The text is that of a number.
fn float(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}

/// Forwards the methods for types that a big integer can't be, so that it is not read as its text.
macro_rules! never_from_a_number {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Error> {
            match self.number_text() {
                Some(text) => visitor.visit_f64(float(text)),
                None => self.deserialize_any(visitor),
            }
        }
    )*};
}

macro_rules! integers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.integer(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Exact<'_, 'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0.peek() {
            Some(b'[') => return self.array(visitor),
            Some(b'{') => return self.object(visitor),
            _ => {}
        }
        match self.0.value().map_err(not_json)? {
            ClaimValue::Null => visitor.visit_unit(),
            ClaimValue::Bool(value) => visitor.visit_bool(value),
            ClaimValue::Whole(number) => visitor.visit_u64(number),
            ClaimValue::Number(text) => match number::shown(text) {
                serde_json::Value::Number(number) => {
                    if let Some(number) = number.as_u64() {
                        visitor.visit_u64(number)
                    } else if let Some(number) = number.as_i64() {
                        visitor.visit_i64(number)
                    } else {
                        visitor.visit_f64(float(text))
                    }
                }
                _ => visitor.visit_borrowed_str(text),
            },
            ClaimValue::Text(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            ClaimValue::Text(Cow::Owned(text)) => visitor.visit_string(text),
            ClaimValue::Nested(_) => Err(not_json(NotJson)),
        }
    }

    integers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
    }

    never_from_a_number! {
        deserialize_bool deserialize_f64 deserialize_char deserialize_str deserialize_string
        deserialize_bytes deserialize_byte_buf deserialize_identifier
    }

    fn deserialize_f32<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Error> {
        match self.number_text() {
            Some(text) => visitor.visit_f32(text.parse().unwrap_or(f32::NAN)),
            None => self.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.peek() == Some(b'n') {
            self.0.value().map_err(not_json)?;
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name != RAW_VALUE && name != JSON_OBJECT {
            return visitor.visit_newtype_struct(self);
        }
        self.0.peek();
        let start = self.0.clone();
        self.0.value().map_err(not_json)?;
        let text = start.text_up_to(self.0).unwrap_or_default();
        if name == JSON_OBJECT {
            return visitor.visit_bytes(text.as_bytes());
        }
        visitor.visit_map(MapDeserializer::<_, Error>::new(std::iter::once((
            RAW_VALUE,
            text.to_owned(),
        ))))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if self.0.peek() != Some(b'{') {
            return match self.0.value().map_err(not_json)? {
                ClaimValue::Text(variant) => {
                    visitor.visit_enum(CowStrDeserializer::<Error>::new(variant))
                }
                _ => Err(Error::custom("invalid type, expected a variant")),
            };
        }
        self.0.open(b'{').map_err(not_json)?;
        let mut items = Items::new(self.0, b'}');
        let value = visitor.visit_enum(&mut items)?;
        items.end().map(|()| value)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.0.value().map_err(not_json)?;
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        unit unit_struct seq tuple tuple_struct map struct
    }
}

/// The elements of an array, or the members of an object.
struct Items<'s, 'de> {
    scanner: &'s mut Scanner<'de>,
    bracket: u8,
    is_first: bool,
    ended: bool,
}

impl<'s, 'de> Items<'s, 'de> {
    fn new(scanner: &'s mut Scanner<'de>, bracket: u8) -> Self {
        Self {
            scanner,
            bracket,
            is_first: true,
            ended: false,
        }
    }

    fn next(&mut self) -> Result<bool, Error> {
        if !self.ended {
            let next = self.scanner.next_item(&mut self.is_first, self.bracket);
            self.ended = !next.map_err(not_json)?;
        }
        Ok(!self.ended)
    }

    /// Checks that the visitor has read all.
    fn end(&mut self) -> Result<(), Error> {
        if self.next()? {
            return Err(Error::custom("fewer elements expected"));
        }
        Ok(())
    }
}

impl<'de> SeqAccess<'de> for &mut Items<'_, 'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        match self.next()? {
            true => seed.deserialize(Exact(self.scanner)).map(Some),
            false => Ok(None),
        }
    }
}

impl<'de> MapAccess<'de> for &mut Items<'_, 'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        if !self.next()? {
            return Ok(None);
        }
        let name = self.scanner.name().map_err(not_json)?;
        seed.deserialize(MemberName(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(Exact(self.scanner))
    }
}

impl<'s, 'de> EnumAccess<'de> for &'s mut Items<'_, 'de> {
    type Error = Error;
    type Variant = Content<'s, 'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        mut self,
        seed: V,
    ) -> Result<(V::Value, Self::Variant), Error> {
        let variant = self.next_key_seed(seed)?;
        let variant = variant.ok_or_else(|| Error::custom("expected a variant"))?;
        Ok((variant, Content(self.scanner)))
    }
}

/// The content of an enum's variant.
struct Content<'s, 'de>(&'s mut Scanner<'de>);

impl<'de> VariantAccess<'de> for Content<'_, 'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        serde::Deserialize::deserialize(Exact(self.0))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(Exact(self.0))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        Exact(self.0).deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        Exact(self.0).deserialize_any(visitor)
    }
}

/// The name of a member. Maps with numbers or bools as keys read them from the text.
struct MemberName<'de>(Cow<'de, str>);

/// Reads the key of a map from the text of its name.
macro_rules! keys_from_text {
    ($($method:ident $visit:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match self.0.parse() {
                Ok(key) => visitor.$visit(key),
                Err(_) => self.deserialize_any(visitor),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for MemberName<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Cow::Borrowed(name) => BorrowedStrDeserializer::new(name).deserialize_any(visitor),
            Cow::Owned(name) => visitor.visit_string(name),
        }
    }

    keys_from_text! {
        deserialize_bool visit_bool
        deserialize_i8 visit_i8 deserialize_i16 visit_i16 deserialize_i32 visit_i32
        deserialize_i64 visit_i64 deserialize_i128 visit_i128
        deserialize_u8 visit_u8 deserialize_u16 visit_u16 deserialize_u32 visit_u32
        deserialize_u64 visit_u64 deserialize_u128 visit_u128
        deserialize_f32 visit_f32 deserialize_f64 visit_f64
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(CowStrDeserializer::<Error>::new(self.0))
    }

    serde::forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier
        ignored_any
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;
    use serde_json::{Value, json};

    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    enum Plan {
        Free,
        Paid(u8),
        Team { seats: u16 },
        Pair(u8, i8),
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Wrapped(u128);

    #[derive(Debug, Deserialize, PartialEq)]
    struct Everything {
        big: Wrapped,
        negative: i128,
        float: f64,
        small: f32,
        text: String,
        letter: char,
        plans: Vec<Plan>,
        none: Option<u8>,
        some: Option<i16>,
        by_number: BTreeMap<u32, bool>,
        pair: (u8, String),
        #[serde(default)]
        absent: u8,
        #[serde(flatten)]
        rest: BTreeMap<String, Value>,
    }

    #[test]
    fn every_kind_of_type_is_deserialized() {
        #[derive(Deserialize)]
        struct Unflattened {
            big: Wrapped,
            negative: i128,
            float: f64,
            small: f32,
            letter: char,
            plans: Vec<Plan>,
            none: Option<u8>,
            some: Option<i16>,
            by_number: BTreeMap<u32, bool>,
            pair: (u8, String),
        }
        let json = r#"{"big":340282366920938463463374607431768211455,"negative":-9223372036854775809,
            "float":122.416294033786585,"small":0.1,"letter":"\u00e9","ignored":[{"a":1e999}],
            "plans":["Free",{"Paid":3},{"Team":{"seats":9}},{"Pair":[1,-1]},{"Free":null}],
            "none":null,"some":-7,"by_number":{"7":true},"pair":[1,"x"]}"#;
        let read: Unflattened = from_text(json).unwrap();
        assert_eq!(read.big, Wrapped(u128::MAX));
        assert_eq!(read.negative, -9_223_372_036_854_775_809);
        assert_eq!(read.float, 122.416_294_033_786_58);
        assert_eq!(read.small, 0.1);
        assert_eq!(read.letter, 'é');
        assert_eq!(
            read.plans,
            [
                Plan::Free,
                Plan::Paid(3),
                Plan::Team { seats: 9 },
                Plan::Pair(1, -1),
                Plan::Free
            ]
        );
        assert_eq!((read.none, read.some), (None, Some(-7)));
        assert_eq!(read.by_number, BTreeMap::from([(7, true)]));
        assert_eq!(read.pair, (1, "x".to_owned()));
    }

    #[test]
    fn a_big_integer_is_text_only_where_any_type_is_accepted() {
        let big = "18446744073709551616";
        assert_eq!(from_text::<Value>(big).unwrap(), json!(big));
        assert!(from_text::<String>(big).is_err());
        assert!(from_text::<u64>(big).is_err());
        assert!(from_text::<bool>(big).is_err());
        assert_eq!(from_text::<u128>(big).unwrap(), 1 << 64);
        assert_eq!(from_text::<f64>(big).unwrap(), 2.0_f64.powi(64));
        assert!(from_text::<u128>("1e400").is_err());
        assert!(from_text::<(u8,)>("[1,2]").is_err());
        assert!(from_text::<u8>("[").is_err());
    }

    /// `serde_json` agrees on each type wherever it is exact.
    #[test]
    fn serde_json_agrees() {
        let json = r#"{"big":7,"negative":-7,"float":1.5,"small":2.5,"text":"a","letter":"b",
            "plans":["Free"],"none":null,"some":1,"by_number":{},"pair":[1,"x"],"more":[1,{"a":null}]}"#;
        let expected: Everything = serde_json::from_str(json).unwrap();
        assert_eq!(from_text::<Everything>(json).unwrap(), expected);
        for json in ["null", "[]", "{}", "\"a\"", "1", "-1", "1.5", "true"] {
            let (ours, theirs) = (
                from_text::<Value>(json),
                serde_json::from_str::<Value>(json),
            );
            assert_eq!(ours.unwrap(), theirs.unwrap());
            for (ours, theirs) in [
                (
                    from_text::<u8>(json).is_ok(),
                    serde_json::from_str::<u8>(json).is_ok(),
                ),
                (
                    from_text::<f64>(json).is_ok(),
                    serde_json::from_str::<f64>(json).is_ok(),
                ),
                (
                    from_text::<()>(json).is_ok(),
                    serde_json::from_str::<()>(json).is_ok(),
                ),
                (
                    from_text::<Plan>(json).is_ok(),
                    serde_json::from_str::<Plan>(json).is_ok(),
                ),
                (
                    from_text::<Option<bool>>(json).is_ok(),
                    serde_json::from_str::<Option<bool>>(json).is_ok(),
                ),
            ] {
                assert_eq!(ours, theirs, "{json}");
            }
        }
    }
}
