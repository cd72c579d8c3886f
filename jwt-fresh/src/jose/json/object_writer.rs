//! The claims of a new token in the order in which they are written, and their JSON.

use serde_json::{Map, Value};
use uuid::{Uuid, fmt::Hyphenated};

/// What the JSON of most claims fits into, in bytes.
const USUAL_LENGTH: usize = 384;

/// A JSON object that keeps the order in which its members were put. It copies none of them.
pub(crate) struct OrderedObject<'c>(Vec<(Name<'c>, Member<'c>)>);

/// The name of a claim.
#[derive(Clone, Copy)]
enum Name<'c> {
    /// One of ours, in which nothing needs to be escaped.
    Own(&'static str),
    /// One that the configuration or the app chose.
    RawValue(&'c str),
}

/// The name of a member that may not be replaced.
#[derive(Debug)]
pub(crate) struct NameTaken<'c>(pub(crate) &'c str);

/// The value of a claim.
pub(crate) enum Member<'c> {
    Number(i64),
    /// A word of ours, in which nothing needs to be escaped.
    Word(&'static str),
    Text(&'c str),
    Id(&'c Uuid),
    Json(&'c Value),
    Object(&'c Map<String, Value>),
}

impl<'c> OrderedObject<'c> {
    pub(crate) fn with_capacity(members: usize) -> Self {
        Self(Vec::with_capacity(members))
    }

    /// Adds a claim of our own.
    pub(crate) fn put(&mut self, name: &'static str, value: Member<'c>) {
        self.0.push((Name::Own(name), value));
    }

    /// The same, if it has a value.
    pub(crate) fn put_some(&mut self, name: &'static str, value: Option<Member<'c>>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    /// Adds a claim whose name was given.
    pub(crate) fn put_given(&mut self, name: &'c str, value: Member<'c>) {
        self.0.push((Name::RawValue(name), value));
    }

    /// Adds members; one that is there already is replaced in its place or refused.
    pub(crate) fn merge(
        &mut self,
        members: &'c Map<String, Value>,
        may_override: bool,
    ) -> Result<(), NameTaken<'c>> {
        for (name, value) in members {
            let value = Member::Json(value);
            match self.0.iter_mut().find(|(present, _)| present.is(name)) {
                None => self.put_given(name, value),
                Some((_, present)) if may_override => *present = value,
                Some(_) => return Err(NameTaken(name)),
            }
        }
        Ok(())
    }

    /// The object as `serde_json` would write it. Most of it needs no escapes looked for.
    pub(crate) fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        let mut json = Vec::with_capacity(USUAL_LENGTH);
        let mut before = b'{';
        for (name, value) in &self.0 {
            json.push(before);
            name.write(&mut json)?;
            json.push(b':');
            value.write(&mut json)?;
            before = b',';
        }
        if self.0.is_empty() {
            json.push(b'{');
        }
        json.push(b'}');
        Ok(json)
    }
}

impl Name<'_> {
    fn is(self, name: &str) -> bool {
        match self {
            Self::Own(own) => own == name,
            Self::RawValue(given) => given == name,
        }
    }

    fn write(self, json: &mut Vec<u8>) -> serde_json::Result<()> {
        match self {
            Self::Own(name) => write_plain(json, name),
            Self::RawValue(name) => serde_json::to_writer(json, name)?,
        }
        Ok(())
    }
}

impl Member<'_> {
    fn write(&self, json: &mut Vec<u8>) -> serde_json::Result<()> {
        match self {
            Self::Number(number) => serde_json::to_writer(json, number),
            Self::Word(word) => {
                write_plain(json, word);
                Ok(())
            }
            Self::Text(text) => serde_json::to_writer(json, text),
            Self::Id(id) => {
                write_plain(
                    json,
                    id.as_hyphenated()
                        .encode_lower(&mut [0; Hyphenated::LENGTH]),
                );
                Ok(())
            }
            Self::Json(value) => serde_json::to_writer(json, value),
            Self::Object(object) => serde_json::to_writer(json, object),
        }
    }
}

/// Writes a text in which there is nothing to escape.
fn write_plain(json: &mut Vec<u8>, text: &str) {
    json.push(b'"');
    json.extend_from_slice(text.as_bytes());
    json.push(b'"');
}
