//! Writes the claims of a new token as JSON, in the order in which they were added.

use std::borrow::Cow;

use serde_json::{Map, Value};
use uuid::{Uuid, fmt::Hyphenated};

use crate::jose::json::exact::shown::ExactMembers;

/// The initial capacity, in bytes: enough for the claims of most tokens.
const USUAL_LENGTH: usize = 384;

/// A JSON object that keeps its members in the order in which they were added, and borrows them.
pub(crate) struct OrderedObject<'c>(Vec<(Name<'c>, Member<'c>)>);

/// The name of a claim.
#[derive(Clone, Copy)]
enum Name<'c> {
    /// A name that this crate defines; it needs no escapes.
    Registered(&'static str),
    /// A name that the configuration or the app defines.
    Custom(&'c str),
}

/// The error for a member that can't be replaced: its name.
#[derive(Debug)]
pub(crate) struct NameTaken<'c>(pub(crate) &'c str);

/// The value of a claim.
pub(crate) enum Member<'c> {
    Number(i64),
    /// A string of this crate that needs no escapes.
    Word(&'static str),
    Text(&'c str),
    Id(&'c Uuid),
    Json(&'c Value),
    /// A JSON text.
    Exact(Cow<'c, str>),
}

impl<'c> OrderedObject<'c> {
    pub(crate) fn with_capacity(members: usize) -> Self {
        Self(Vec::with_capacity(members))
    }

    /// Adds a claim whose name needs no escapes.
    pub(crate) fn put(&mut self, name: &'static str, value: Member<'c>) {
        self.0.push((Name::Registered(name), value));
    }

    /// Adds a claim if it has a value.
    pub(crate) fn put_some(&mut self, name: &'static str, value: Option<Member<'c>>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    /// Adds a claim whose name may need escapes.
    pub(crate) fn put_given(&mut self, name: &'c str, value: Member<'c>) {
        self.0.push((Name::Custom(name), value));
    }

    /// Adds members. One whose name is present replaces its value in place, or is an error.
    pub(crate) fn merge(
        &mut self,
        members: &'c Map<String, Value>,
        exact: &'c ExactMembers,
        may_override: bool,
    ) -> Result<(), NameTaken<'c>> {
        for (name, value) in members {
            let value = match exact.text_of(name, value) {
                Some(text) => Member::Exact(Cow::Borrowed(text)),
                None => Member::Json(value),
            };
            match self.0.iter_mut().find(|(present, _)| present.is(name)) {
                None => self.put_given(name, value),
                Some((_, present)) if may_override => *present = value,
                Some(_) => return Err(NameTaken(name)),
            }
        }
        Ok(())
    }

    /// Replaces the value of a member, if there is one of that name.
    pub(crate) fn replace(&mut self, name: &str, value: Member<'c>) {
        if let Some((_, present)) = self.0.iter_mut().find(|(present, _)| present.is(name)) {
            *present = value;
        }
    }

    /// The object as `serde_json` would write it, without searching all of it for characters to
    /// escape.
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
            Self::Registered(registered) => registered == name,
            Self::Custom(custom) => custom == name,
        }
    }

    fn write(self, json: &mut Vec<u8>) -> serde_json::Result<()> {
        match self {
            Self::Registered(name) => write_plain(json, name),
            Self::Custom(name) => serde_json::to_writer(json, name)?,
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
            Self::Exact(text) => {
                json.extend_from_slice(text.as_bytes());
                Ok(())
            }
        }
    }
}

/// Writes a string that needs no escapes.
fn write_plain(json: &mut Vec<u8>, text: &str) {
    json.push(b'"');
    json.extend_from_slice(text.as_bytes());
    json.push(b'"');
}
