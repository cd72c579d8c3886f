//! JSON as a tree that keeps duplicate names and the texts of numbers, read by `serde_json` level by
//! level.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value, value::RawValue};

/// The deepest nesting of a claim.
const MAX_DEPTH: usize = 127;

/// A JSON value, with all members of an object in their order.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    Null,
    Bool(bool),
    /// The text of a number.
    Number(String),
    Text(String),
    Array(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

/// Parses JSON in which no object has a name twice.
pub fn parse(bytes: &[u8]) -> Option<Tree> {
    parse_loosely(bytes).filter(Tree::is_strict)
}

/// Parses JSON in which an object may have a name twice.
pub fn parse_loosely(bytes: &[u8]) -> Option<Tree> {
    let text = std::str::from_utf8(bytes).ok()?;
    Tree::read(serde_json::from_str::<&RawValue>(text).ok()?.get(), 0)
}

impl Tree {
    fn read(json: &str, depth: usize) -> Option<Self> {
        let json = json.trim_ascii();
        Some(match json.as_bytes()[0] {
            b'n' => Self::Null,
            b't' => Self::Bool(true),
            b'f' => Self::Bool(false),
            b'"' => Self::Text(serde_json::from_str(json).ok()?),
            b'[' | b'{' if depth == MAX_DEPTH => return None,
            b'[' => {
                let items = serde_json::from_str::<Vec<&RawValue>>(json).ok()?;
                let items = items.iter().map(|item| Self::read(item.get(), depth + 1));
                Self::Array(items.collect::<Option<_>>()?)
            }
            b'{' => {
                let members = serde_json::from_str::<Members<'_>>(json)
                    .ok()?
                    .0
                    .into_iter();
                let members =
                    members.map(|(name, raw)| Some((name, Self::read(raw.get(), depth + 1)?)));
                Self::Object(members.collect::<Option<_>>()?)
            }
            _ => Self::Number(json.to_owned()),
        })
    }

    fn is_strict(&self) -> bool {
        match self {
            Self::Array(items) => items.iter().all(Self::is_strict),
            Self::Object(members) => {
                let names: BTreeSet<_> = members.iter().map(|(name, _)| name).collect();
                names.len() == members.len() && members.iter().all(|(_, item)| item.is_strict())
            }
            _ => true,
        }
    }

    /// The last member of that name, if this is an object with one.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => {
                let mut members = members.iter().rev();
                members.find(|(other, _)| other == name).map(|(_, of)| of)
            }
            _ => None,
        }
    }

    /// Whether no member of this JOSE header changes how the token is read.
    pub fn has_usual_meaning(&self) -> bool {
        let is_absent_or_text = |name: &str| self.get(name).is_none_or(|of| of.as_text().is_some());
        is_absent_or_text("kid")
            && is_absent_or_text("typ")
            && self.get("crit").is_none()
            && self.get("b64").is_none_or(|b64| *b64 == Self::Bool(true))
    }

    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The finite number that this is. An integer is one, whatever its size; a float may overflow.
    pub fn as_finite(&self) -> Option<f64> {
        let Self::Number(text) = self else {
            return None;
        };
        let is_integer = text
            .bytes()
            .all(|byte| byte == b'-' || byte.is_ascii_digit());
        match text.parse::<f64>().expect("a number") {
            number if number.is_finite() => Some(number),
            number if is_integer => Some(f64::MAX.copysign(number)),
            _ => None,
        }
    }

    /// Whether this is false in Python.
    pub fn is_falsy(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Bool(value) => !value,
            Self::Number(text) => text.parse() == Ok(0.0),
            Self::Text(text) => text.is_empty(),
            Self::Array(items) => items.is_empty(),
            Self::Object(members) => members.is_empty(),
        }
    }

    /// As the app sees it: what no JSON number of `serde_json` holds is its text. Of members with the
    /// same name, the last counts.
    pub fn shown(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Text(text) => Value::String(text.clone()),
            Self::Array(items) => items.iter().map(Self::shown).collect(),
            Self::Object(members) => {
                let members = members.iter();
                Value::Object(
                    members
                        .map(|(name, of)| (name.clone(), of.shown()))
                        .collect(),
                )
            }
            Self::Number(text) => {
                let is_float = text.contains(['.', 'e', 'E']);
                let integer = text.parse::<i128>().ok().filter(|_| !is_float);
                let small = integer.and_then(|integer| {
                    let signed = i64::try_from(integer).map(Value::from);
                    signed
                        .or_else(|_| u64::try_from(integer).map(Value::from))
                        .ok()
                });
                let float = || Some(text.parse::<f64>().ok()?).filter(|float| float.is_finite());
                match (small, is_float.then(float).flatten()) {
                    (Some(integer), _) => integer,
                    (None, Some(float)) => Value::from(float),
                    (None, None) => Value::String(text.clone()),
                }
            }
        }
    }

    /// An object as the app sees it.
    pub fn shown_members(&self) -> Option<Map<String, Value>> {
        match self.shown() {
            Value::Object(members) => Some(members),
            _ => None,
        }
    }

    /// With the members of each object in the order of their names.
    #[must_use]
    pub fn sorted(self) -> Self {
        match self {
            Self::Array(items) => Self::Array(items.into_iter().map(Self::sorted).collect()),
            Self::Object(members) => {
                let members = members.into_iter().map(|(name, of)| (name, of.sorted()));
                let members: BTreeMap<_, _> = members.collect();
                Self::Object(members.into_iter().collect())
            }
            other => other,
        }
    }

    /// Another text of the same value: members in the reverse order, strings in escapes, and numbers
    /// with an exponent.
    ///
    /// `None` if an exponent is too long to be counted.
    pub fn respelled(&self) -> Option<String> {
        let list = |items: Option<Vec<String>>| Some(items?.join("\t,\n"));
        Some(match self {
            Self::Null => " null ".into(),
            Self::Bool(value) => value.to_string(),
            Self::Text(text) => escaped(text),
            Self::Array(items) => {
                format!("[{} ]", list(items.iter().map(Self::respelled).collect())?)
            }
            Self::Object(members) => {
                let members = members.iter().rev();
                let member = |(name, of): &(String, Self)| {
                    Some(format!("{}\r:{}", escaped(name), of.respelled()?))
                };
                format!("{{ {}}}", list(members.map(member).collect())?)
            }
            Self::Number(text) => {
                let Decimal(sign, digits, exponent) = Decimal::of(text)?;
                format!("{sign}0.{digits}00E{:+}", exponent + digits.len() as i64)
            }
        })
    }

    /// Whether both are the same value: numbers are compared digit by digit, and the order of members
    /// does not matter. `None` if an exponent is too long to be counted.
    pub fn is_same(&self, other: &Self) -> Option<bool> {
        Some(match (self, other) {
            (Self::Number(one), Self::Number(other)) => Decimal::of(one)? == Decimal::of(other)?,
            (Self::Array(some), Self::Array(others)) => {
                let mut same = some.len() == others.len();
                for (one, other) in some.iter().zip(others) {
                    same &= one.is_same(other)?;
                }
                same
            }
            (Self::Object(some), Self::Object(others)) => {
                let mut same = some.len() == others.len();
                for (name, one) in some {
                    same &= match other.get(name) {
                        Some(other) => one.is_same(other)?,
                        None => false,
                    };
                }
                same
            }
            _ => self == other,
        })
    }
}

/// Sign, digits without zeros around them, and the power of ten of the last digit.
#[derive(PartialEq)]
struct Decimal(&'static str, String, i64);

impl Decimal {
    fn of(text: &str) -> Option<Self> {
        let (sign, text) = match text.strip_prefix('-') {
            Some(text) => ("-", text),
            None => ("", text),
        };
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits = format!("{whole}{fraction}");
        let mut exponent = exponent.parse::<i32>().ok()? as i64 - fraction.len() as i64;
        while digits.ends_with('0') {
            digits.pop();
            exponent += 1;
        }
        let digits = digits.trim_start_matches('0').to_owned();
        Some(match digits.is_empty() {
            true => Self("", digits, 0),
            false => Self(sign, digits, exponent),
        })
    }
}

fn escaped(text: &str) -> String {
    let units = text.encode_utf16().map(|unit| format!("\\u{unit:04X}"));
    format!("\"{}\"", units.collect::<String>())
}

/// The members of an object, not parsed further.
struct Members<'de>(Vec<(String, &'de RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        struct MembersVisitor;

        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
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
