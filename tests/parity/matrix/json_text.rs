//! JSON as it is written: integers keep every digit, and Python's `NaN` and `Infinity` are words.

use std::collections::BTreeMap;

/// A JSON text, of which only white space and the order of names are lost.
#[derive(Clone, Debug, PartialEq)]
pub enum JsonText {
    /// `null`, `true`, `false`, `NaN`, `Infinity`, and integers, digit by digit.
    Word(String),
    Float(f64),
    /// A string, its escapes resolved; as it is written if it holds a lone surrogate.
    String(String),
    List(Vec<Self>),
    Object(BTreeMap<String, Self>),
}

impl JsonText {
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = text;
        let value = Self::value(&mut rest)?;
        rest.trim().is_empty().then_some(value)
    }

    fn value(rest: &mut &str) -> Option<Self> {
        *rest = rest.trim_start();
        match rest.chars().next()? {
            '"' => string(rest).map(Self::String),
            '[' => {
                let mut items = Vec::new();
                let next = |rest: &mut &str| {
                    items.push(Self::value(rest)?);
                    Some(())
                };
                members(rest, ']', next)?;
                Some(Self::List(items))
            }
            '{' => {
                let mut object = BTreeMap::new();
                let next = |rest: &mut &str| {
                    *rest = rest.trim_start();
                    let name = string(rest)?;
                    *rest = rest.trim_start().strip_prefix(':')?;
                    object.insert(name, Self::value(rest)?);
                    Some(())
                };
                members(rest, '}', next)?;
                Some(Self::Object(object))
            }
            _ => {
                let end = rest.find([',', ']', '}', ' ', '\n']).unwrap_or(rest.len());
                let (word, after) = rest.split_at(end);
                *rest = after;
                match word.parse() {
                    Ok(float) if word.contains(['.', 'e', 'E']) => Some(Self::Float(float)),
                    _ => Some(Self::Word(word.to_owned())),
                }
            }
        }
    }
}

/// The members of a list or an object, up to the closing character.
fn members(
    rest: &mut &str,
    closing: char,
    mut next: impl FnMut(&mut &str) -> Option<()>,
) -> Option<()> {
    *rest = rest[1..].trim_start();
    if let Some(after) = rest.strip_prefix(closing) {
        *rest = after;
        return Some(());
    }
    loop {
        next(rest)?;
        *rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix(closing) {
            *rest = after;
            return Some(());
        }
        *rest = rest.strip_prefix(',')?;
    }
}

fn string(rest: &mut &str) -> Option<String> {
    let mut escaped = true;
    let end = rest.char_indices().find_map(|(index, char)| {
        let closes = char == '"' && !escaped;
        escaped = char == '\\' && !escaped;
        closes.then_some(index + 1)
    });
    let (written, after) = rest.split_at(end?);
    *rest = after;
    Some(serde_json::from_str(written).unwrap_or_else(|_| written.to_owned()))
}
