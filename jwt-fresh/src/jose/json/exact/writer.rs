//! Serializes a value of the app as JSON text, with the exact number.

use std::{cell::Cell, fmt::Write as _};

use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::{Error, Number};

use crate::jose::json::exact::{canonical::push_quoted, shown};

/// The name by which [`ExactJson`] asks for its text.
const EXACT: &str = "$jwt_fresh::private::ExactJson";
/// The names by which `serde_json` writes a number and a JSON text as they are.
const NUMBER: &str = "$serde_json::private::Number";
const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// The initial capacity, in bytes: enough for most identities.
const USUAL_LENGTH: usize = 64;

thread_local! {
    /// Set by the writer for the one call in which [`ExactJson`] returns its text.
    static TEXT_IS_WANTED: Cell<bool> = const { Cell::new(false) };
}

/// Serializes a value as JSON text.
pub(crate) fn to_text(value: impl Serialize) -> Result<String, Error> {
    let mut writer = Writer {
        text: String::with_capacity(USUAL_LENGTH),
        next_is_json: false,
    };
    value.serialize(&mut writer)?;
    Ok(writer.text)
}

/// Serializes a JSON text: as it is into the text of a token, and as `serde_json` would show it into
/// anything else.
pub(crate) fn serialize_exact<S: Serializer>(json: &str, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_newtype_struct(EXACT, &ExactJson(json))
}

struct ExactJson<'t>(&'t str);

impl Serialize for ExactJson<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if TEXT_IS_WANTED.take() {
            to.serialize_str(self.0)
        } else {
            shown::shown(self.0).serialize(to)
        }
    }
}

/// Writes JSON.
#[derive(Default)]
struct Writer {
    text: String,
    /// Whether the next string is JSON itself.
    next_is_json: bool,
}

impl Writer {
    fn push(&mut self, text: &str) -> Result<(), Error> {
        self.text.push_str(text);
        Ok(())
    }

    fn float(&mut self, float: f64) -> Result<(), Error> {
        match Number::from_f64(float) {
            Some(number) => self.push(&number.to_string()),
            None => self.push("null"),
        }
    }

    /// Opens an array or an object; the content of a variant goes into an object of one member.
    fn open(&mut self, variant: Option<&str>, bracket: char) -> Items<'_> {
        if let Some(variant) = variant {
            self.text.push('{');
            push_quoted(variant, &mut self.text);
            self.text.push(':');
        }
        self.text.push(bracket);
        Items {
            writer: self,
            end: match (bracket, variant.is_some()) {
                ('[', false) => "]",
                ('[', true) => "]}",
                (_, false) => "}",
                (_, true) => "}}",
            },
            is_first: true,
        }
    }
}

/// Writes values whose text is that of `Display`.
macro_rules! displayed {
    ($($method:ident $type:ty)*) => {$(
        fn $method(self, value: $type) -> Result<(), Error> {
            write!(self.text, "{value}").map_err(Error::custom)
        }
    )*};
}

impl<'w> Serializer for &'w mut Writer {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Items<'w>;
    type SerializeTuple = Items<'w>;
    type SerializeTupleStruct = Items<'w>;
    type SerializeTupleVariant = Items<'w>;
    type SerializeMap = Items<'w>;
    type SerializeStruct = Items<'w>;
    type SerializeStructVariant = Items<'w>;

    displayed! {
        serialize_bool bool
        serialize_i8 i8 serialize_i16 i16 serialize_i32 i32 serialize_i64 i64 serialize_i128 i128
        serialize_u8 u8 serialize_u16 u16 serialize_u32 u32 serialize_u64 u64 serialize_u128 u128
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        self.float(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        self.float(value)
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        if std::mem::take(&mut self.next_is_json) {
            self.push(value)
        } else {
            push_quoted(value, &mut self.text);
            Ok(())
        }
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.push("null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.push("null")
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.push("null")
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Error> {
        push_quoted(variant, &mut self.text);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        if name == EXACT {
            TEXT_IS_WANTED.set(true);
            self.next_is_json = true;
        }
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let mut items = self.open(None, '{');
        SerializeStruct::serialize_field(&mut items, variant, value)?;
        SerializeStruct::end(items)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'w>, Error> {
        Ok(self.open(None, '['))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'w>, Error> {
        Ok(self.open(None, '['))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items<'w>, Error> {
        Ok(self.open(None, '['))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Items<'w>, Error> {
        Ok(self.open(Some(variant), '['))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Items<'w>, Error> {
        Ok(self.open(None, '{'))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Items<'w>, Error> {
        if name == NUMBER || name == RAW_VALUE {
            return Ok(Items {
                writer: self,
                end: "",
                is_first: true,
            });
        }
        Ok(self.open(None, '{'))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Items<'w>, Error> {
        Ok(self.open(Some(variant), '{'))
    }
}

/// Writes the elements of an array, or the members of an object.
struct Items<'w> {
    writer: &'w mut Writer,
    end: &'static str,
    is_first: bool,
}

impl Items<'_> {
    fn separate(&mut self) {
        if !std::mem::take(&mut self.is_first) {
            self.writer.text.push(',');
        }
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.separate();
        value.serialize(&mut *self.writer)
    }

    fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        if self.end.is_empty() {
            self.writer.next_is_json = true;
            return value.serialize(&mut *self.writer);
        }
        self.separate();
        push_quoted(name, &mut self.writer.text);
        self.writer.text.push(':');
        value.serialize(&mut *self.writer)
    }

    fn finish(self) -> Result<(), Error> {
        self.writer.push(self.end)
    }
}

macro_rules! elements {
    ($($trait:ident $method:ident)*) => {$(
        impl $trait for Items<'_> {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.element(value)
            }

            fn end(self) -> Result<(), Error> {
                self.finish()
            }
        }
    )*};
}

elements! {
    SerializeSeq serialize_element
    SerializeTuple serialize_element
    SerializeTupleStruct serialize_field
    SerializeTupleVariant serialize_field
}

macro_rules! fields {
    ($($trait:ident)*) => {$(
        impl $trait for Items<'_> {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Error> {
                self.member(name, value)
            }

            fn end(self) -> Result<(), Error> {
                self.finish()
            }
        }
    )*};
}

fields!(SerializeStruct SerializeStructVariant);

impl SerializeMap for Items<'_> {
    type Ok = ();
    type Error = Error;

    /// A key that is a number or a bool becomes a string, as in `serde_json`.
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.separate();
        let key = to_text(key)?;
        match key.as_bytes().first() {
            Some(b'"') => self.writer.text.push_str(&key),
            Some(b'-' | b'0'..=b'9' | b't' | b'f') => push_quoted(&key, &mut self.writer.text),
            _ => return Err(Error::custom("key must be a string")),
        }
        self.writer.text.push(':');
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Error> {
        self.finish()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;
    use serde_json::{Value, json};

    use super::*;

    #[derive(Serialize)]
    enum Plan {
        Free,
        Paid(u8),
        Team { seats: u16 },
        Pair(u8, i8),
    }

    #[derive(Serialize)]
    struct Unit;

    #[derive(Serialize)]
    struct Everything<'a> {
        plans: [Plan; 4],
        none: Option<u8>,
        some: Option<i16>,
        by_number: BTreeMap<i32, bool>,
        by_bool: BTreeMap<bool, char>,
        pair: (u8, &'a str),
        floats: (f64, f32, f64),
        unit: (Unit, ()),
        value: Value,
        empty: (Vec<u8>, BTreeMap<String, u8>),
    }

    /// `serde_json` agrees wherever it is exact.
    #[test]
    fn serde_json_agrees() {
        let value = Everything {
            plans: [
                Plan::Free,
                Plan::Paid(3),
                Plan::Team { seats: 9 },
                Plan::Pair(1, -1),
            ],
            none: None,
            some: Some(-7),
            by_number: BTreeMap::from([(-7, true), (8, false)]),
            by_bool: BTreeMap::from([(true, '"')]),
            pair: (1, "a\"\n\u{1}é"),
            floats: (1.0, 0.5, f64::NAN),
            unit: (Unit, ()),
            value: json!([null, true, { "a": [1.5, -1, u64::MAX] }]),
            empty: (vec![], BTreeMap::new()),
        };
        assert_eq!(
            to_text(&value).unwrap(),
            serde_json::to_string(&value).unwrap()
        );
        assert!(to_text(BTreeMap::from([(Some(()), 1)])).is_err());
        assert!(to_text(BTreeMap::from([([1], 1)])).is_err());
    }

    struct Exact(&'static str);

    impl Serialize for Exact {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            serialize_exact(self.0, to)
        }
    }

    #[test]
    fn big_numbers_are_exact() {
        assert_eq!(to_text(u128::MAX).unwrap(), u128::MAX.to_string());
        assert_eq!(to_text(i128::MIN).unwrap(), i128::MIN.to_string());
        let exact = [Exact("18446744073709551616"), Exact("[1.10,1e400]")];
        let text = r#"["a",[18446744073709551616,[1.10,1e400]],"b"]"#;
        assert_eq!(to_text(("a", &exact, "b")).unwrap(), text);
        assert_eq!(
            serde_json::to_value(&exact).unwrap(),
            json!(["18446744073709551616", [1.1, "1e400"]])
        );
    }
}
