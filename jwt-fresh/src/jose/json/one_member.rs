//! Reads one member of a JSON object, and skips everything else without building it.
//!
//! The body is anybody's: what is kept of it is one string.

use std::{borrow::Cow, fmt};

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

/// What a member contains.
#[derive(Debug, PartialEq)]
pub(crate) enum Member<'de> {
    Text(Cow<'de, str>),
    /// Something else that is false in Python: null, false, zero, an empty list or object.
    Falsy,
    /// Anything else.
    Other,
}

/// The member of that name; `None` if there is none, or several, or the text is not a JSON object.
pub(crate) fn read_member<'de>(text: &'de str, name: &str) -> Option<Member<'de>> {
    let mut json = serde_json::Deserializer::from_str(text);
    let member = json.deserialize_map(ObjectVisitor { name }).ok()?;
    json.end().ok()?;
    member
}

struct ObjectVisitor<'n> {
    name: &'n str,
}

impl<'de> Visitor<'de> for ObjectVisitor<'_> {
    type Value = Option<Member<'de>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut member = None;
        while let Some(is_ours) = map.next_key_seed(NameIs(self.name))? {
            if !is_ours {
                map.next_value::<IgnoredAny>()?;
            } else if member.replace(map.next_value()?).is_some() {
                return Err(A::Error::custom("duplicate member name"));
            }
        }
        Ok(member)
    }
}

/// Compares a name, in whichever way it is escaped.
struct NameIs<'n>(&'n str);

impl<'de> DeserializeSeed<'de> for NameIs<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<bool, D::Error> {
        json.deserialize_str(self)
    }
}

impl Visitor<'_> for NameIs<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E>(self, name: &str) -> Result<bool, E> {
        Ok(name == self.0)
    }
}

impl<'de> Deserialize<'de> for Member<'de> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(MemberVisitor)
    }
}

impl Member<'_> {
    fn falsy_if(is_falsy: bool) -> Self {
        if is_falsy { Self::Falsy } else { Self::Other }
    }
}

struct MemberVisitor;

impl<'de> Visitor<'de> for MemberVisitor {
    type Value = Member<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Member::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Member::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Member::Falsy)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Member::falsy_if(!value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Member::falsy_if(value == 0))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Member::falsy_if(value == 0))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        if value.is_finite() {
            Ok(Member::falsy_if(value == 0.0))
        } else {
            Err(E::custom("not finite"))
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut is_empty = true;
        while seq.next_element::<IgnoredAny>()?.is_some() {
            is_empty = false;
        }
        Ok(Member::falsy_if(is_empty))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        /// With serde_json's feature `arbitrary_precision`, which any crate of the app can turn on, a number
        /// looks like an object with this member.
        const NUMBER: &str = "$serde_json::private::Number";
        match map.next_key_seed(NameIs(NUMBER))? {
            None => return Ok(Member::Falsy),
            Some(true) => {
                let number = map.next_value::<Cow<'_, str>>()?.parse();
                return self.visit_f64(number.map_err(A::Error::custom)?);
            }
            Some(false) => map.next_value::<IgnoredAny>()?,
        };
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Member::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_member_is_read_and_the_rest_is_skipped() {
        let deep = format!(
            r#"{{"x":{}{},"t":"v"}}"#,
            "[".repeat(10_000),
            "]".repeat(10_000)
        );
        for json in [
            r#"{"t":"v"}"#,
            " {\"\\u0074\" : \"v\" } ",
            r#"{"a":{"t":1,"t":2},"a":[1e400,"\ud800",{}],"t":"\u0076"}"#,
            &deep,
        ] {
            let member = read_member(json, "t");
            assert_eq!(member, Some(Member::Text("v".into())), "{json:.40}");
        }
    }

    #[test]
    fn what_is_no_object_or_has_the_name_twice_has_no_member() {
        for json in [
            "",
            "null",
            "[]",
            "\"t\"",
            "{",
            r#"{"t":"v""#,
            r#"{"t":"v"}}"#,
            r#"{"t":"v"} x"#,
            r#"{"t":1e400}"#,
            r#"{"t":"v","t":"v"}"#,
            r#"{"t":"v","\u0074":1}"#,
            r#"{"u":"v"}"#,
            r#"{"t":"v",}"#,
            r#"{"t":"v","x":tru}"#,
            "{\"t\":\"v\",\"x\":\"\n\"}",
            "\u{feff}{\"t\":\"v\"}",
        ] {
            assert_eq!(read_member(json, "t"), None, "{json}");
        }
    }

    #[test]
    fn what_is_no_text_is_true_or_false_as_in_python() {
        for (value, expected) in [
            ("null", Member::Falsy),
            ("false", Member::Falsy),
            ("0", Member::Falsy),
            ("-0.0", Member::Falsy),
            ("[]", Member::Falsy),
            ("{}", Member::Falsy),
            ("true", Member::Other),
            ("7", Member::Other),
            ("-1", Member::Other),
            ("0.5", Member::Other),
            ("[0]", Member::Other),
            (r#"{"":0,"":0}"#, Member::Other),
        ] {
            let json = format!(r#"{{"t":{value}}}"#);
            assert_eq!(read_member(&json, "t"), Some(expected), "{value}");
        }
    }
}
