//! JSON text as `serde_json` values, and the text of what they can't show.

use serde_json::{Map, Value};

use crate::jose::json::{
    claim_value::ClaimValue,
    exact::{
        number,
        scanner::{NotJson, Scanner},
    },
};

/// The texts of those members of an object that contain a number which a `serde_json` value shows
/// otherwise than it was written. Usually there are none.
#[derive(Clone, Debug, Default)]
pub(crate) struct ExactMembers(Vec<(String, Box<str>)>);

impl ExactMembers {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text of a member, if it has one and still has this value.
    pub(crate) fn text_of(&self, name: &str, value: &Value) -> Option<&str> {
        let mut latest = self.0.iter().rev();
        let (_, text) = latest.find(|(member, _)| member == name)?;
        (shown(text) == *value).then_some(text)
    }

    /// The texts of the members with such names.
    pub(crate) fn restricted_to(&self, is_wanted: impl Fn(&str) -> bool) -> Self {
        let wanted = self.0.iter().filter(|(name, _)| is_wanted(name));
        Self(wanted.cloned().collect())
    }

    /// Replaces the texts of members that are replaced themselves.
    pub(crate) fn replace(&mut self, later: &Map<String, Value>, texts: Self) {
        if !self.is_empty() {
            self.0.retain(|(name, _)| !later.contains_key(name));
        }
        self.0.extend(texts.0);
    }
}

/// A JSON text as a value: null if it is not JSON.
pub(crate) fn shown(json: &str) -> Value {
    read(&mut Scanner::new(json), &mut true).unwrap_or_default()
}

/// A JSON text that will be inside of so many arrays and objects: as a value, and the texts of its
/// members that are shown otherwise than they were written.
pub(crate) fn within(json: &str, depth: u8) -> Option<(Value, ExactMembers)> {
    let mut scanner = Scanner::within(json, depth);
    let shown = match scanner.peek() {
        Some(b'{') => read_object(&mut scanner).map(|(object, exact)| (object.into(), exact)),
        _ => read(&mut scanner, &mut true).map(|value| (value, ExactMembers::default())),
    };
    scanner.end().ok()?;
    shown.ok()
}

/// A JSON text as an object, if it is one. Of two members with the same name, the last counts.
pub(crate) fn object(json: &str) -> Option<(Map<String, Value>, ExactMembers)> {
    let mut scanner = Scanner::new(json);
    let object = read_object(&mut scanner).ok()?;
    scanner.end().ok()?;
    Some(object)
}

fn read_object(scanner: &mut Scanner<'_>) -> Result<(Map<String, Value>, ExactMembers), NotJson> {
    let mut object = (Map::new(), ExactMembers::default());
    let mut is_first = true;
    scanner.open(b'{')?;
    while scanner.next_item(&mut is_first, b'}')? {
        let name = scanner.name()?.into_owned();
        let start = scanner.clone();
        let mut is_exact = true;
        let value = read(scanner, &mut is_exact)?;
        if object.0.contains_key(&name) {
            object.1.0.retain(|(earlier, _)| *earlier != name);
        }
        // The text goes into tokens as it is, and no name may be in one twice.
        if !is_exact && start.clone().value().is_ok() {
            let text = start.text_up_to(scanner).ok_or(NotJson)?;
            object.1.0.push((name.clone(), text.into()));
        }
        object.0.insert(name, value);
    }
    Ok(object)
}

/// Reads a value, and notes if a number in it is shown otherwise than it was written.
fn read(scanner: &mut Scanner<'_>, is_exact: &mut bool) -> Result<Value, NotJson> {
    let mut is_first = true;
    match scanner.peek() {
        Some(b'[') => {
            let mut array = Vec::new();
            scanner.open(b'[')?;
            while scanner.next_item(&mut is_first, b']')? {
                array.push(read(scanner, is_exact)?);
            }
            return Ok(Value::Array(array));
        }
        Some(b'{') => {
            let mut object = Map::new();
            scanner.open(b'{')?;
            while scanner.next_item(&mut is_first, b'}')? {
                let name = scanner.name()?.into_owned();
                object.insert(name, read(scanner, is_exact)?);
            }
            return Ok(Value::Object(object));
        }
        _ => {}
    }
    Ok(match scanner.value()? {
        ClaimValue::Null | ClaimValue::Nested(_) => Value::Null,
        ClaimValue::Bool(value) => Value::Bool(value),
        ClaimValue::Whole(number) => number.into(),
        ClaimValue::Text(text) => Value::String(text.into_owned()),
        ClaimValue::Number(text) => {
            let value = number::shown(text);
            *is_exact &= matches!(&value, Value::Number(number) if number.to_string() == text);
            value
        }
    })
}
