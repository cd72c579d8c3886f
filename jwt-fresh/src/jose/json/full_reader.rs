//! The full JSON reader: any object in which no name is duplicated, and nothing after it.
//!
//! Most readers keep the last of two members of the same name, so two readers of one token could
//! see two different users. Duplicates are therefore rejected (RFC 7519 section 4, RFC 8725
//! section 2.7).

use crate::jose::json::{
    claim_value::ClaimValue,
    exact::scanner::{Names, NotJson, Scanner},
};

/// Why a segment is not the JSON object it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotAnObject {
    /// Not JSON, or an object in it has two members of the same name.
    Malformed,
    /// JSON, but an array, a string, a number, a bool or null.
    OtherJson,
}

/// The members of an object that are kept, each in a slot of its own.
pub(crate) trait Slots<'de> {
    /// The slot for the member of that name; `None` if the member is not kept.
    fn slot(&mut self, name: &str) -> Option<&mut Option<ClaimValue<'de>>>;
}

/// Reads all bytes as one object into its slots. Members without a slot are checked too: they have
/// to be JSON without duplicate names.
pub(crate) fn read_object<'de>(
    bytes: &'de [u8],
    slots: &mut impl Slots<'de>,
) -> Result<(), NotAnObject> {
    let text = std::str::from_utf8(bytes).map_err(|_| NotAnObject::Malformed)?;
    let mut scanner = Scanner::new(text);
    let is_object = scanner.peek() == Some(b'{');
    if is_object {
        read_members(&mut scanner, slots)
    } else {
        scanner.value().map(drop)
    }
    .and_then(|()| scanner.end())
    .map_err(|NotJson| NotAnObject::Malformed)?;
    is_object.then_some(()).ok_or(NotAnObject::OtherJson)
}

fn read_members<'de>(
    scanner: &mut Scanner<'de>,
    slots: &mut impl Slots<'de>,
) -> Result<(), NotJson> {
    let mut others = Names::default();
    let mut is_first = true;
    scanner.open(b'{')?;
    while scanner.next_item(&mut is_first, b'}')? {
        let name = scanner.name()?;
        let value = scanner.value()?;
        match slots.slot(&name) {
            Some(slot @ None) => *slot = Some(value),
            Some(Some(_)) => return Err(NotJson),
            None => others.add(name)?,
        }
    }
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests;
