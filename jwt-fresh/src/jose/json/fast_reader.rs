//! A quick reader for what nearly every payload is: one flat object, written without a space.
//!
//! serde_json takes three times as long, for it is ready for anything. This one is ready for
//! `{"name":value,..}` with strings without escapes, whole numbers, `true`, `false` and `null`; at
//! anything else it gives up, and the payload is read by [`read_object`](super::strict_json), whose
//! word is the only one on what is refused. So it may be too timid, but never too bold.

use std::borrow::Cow;

use memchr::memchr;

use crate::jose::json::{claim_value::ClaimValue, full_reader::Slots};

/// As many names as are remembered of members that nobody keeps, to find one that comes twice.
const MOST_OTHERS: usize = 8;

/// Reads a flat object into its slots; `None` if it has to be read the long way, whatever is in the
/// slots by then.
pub(crate) fn read_flat<'a>(json: &'a str, slots: &mut impl Slots<'a>) -> Option<()> {
    if has_escapes(json) {
        return None;
    }
    let mut rest = Rest(json);
    rest.take("{")?;
    let mut others = [""; MOST_OTHERS];
    let mut other_count = 0;
    loop {
        let name = rest.take_string()?;
        rest.take(":")?;
        match slots.slot(name) {
            Some(slot @ None) => rest.take_value(slot)?,
            Some(Some(_)) => return None,
            None => {
                rest.take_value(&mut None)?;
                if others.get(..other_count)?.contains(&name) {
                    return None;
                }
                *others.get_mut(other_count)? = name;
                other_count += 1;
            }
        }
        match rest.0.as_bytes() {
            [b',', ..] => rest.take(",")?,
            [b'}'] => return Some(()),
            _ => return None,
        }
    }
}

/// Whether there is a backslash, or a control character, which no string may hold as it is.
/// Looked for in the whole text at once, which the processor does sixteen bytes at a time.
fn has_escapes(json: &str) -> bool {
    json.bytes()
        .fold(false, |found, byte| found | (byte < 0x20) | (byte == b'\\'))
}

/// What is still to be read.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn take(&mut self, text: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(text)?;
        Some(())
    }

    /// `"text"`
    fn take_string(&mut self) -> Option<&'a str> {
        let inside = self.0.strip_prefix("\"")?;
        let end = memchr(b'"', inside.as_bytes())?;
        self.0 = inside.get(end + 1..)?;
        inside.get(..end)
    }

    /// A string, a whole number or a word; written where it is kept, for moving it there takes longer
    /// than reading it.
    fn take_value(&mut self, slot: &mut Option<ClaimValue<'a>>) -> Option<()> {
        match self.0.as_bytes().first()? {
            b'"' => *slot = Some(ClaimValue::Text(Cow::Borrowed(self.take_string()?))),
            b't' => {
                self.take("true")?;
                *slot = Some(ClaimValue::Bool(true));
            }
            b'f' => {
                self.take("false")?;
                *slot = Some(ClaimValue::Bool(false));
            }
            b'n' => {
                self.take("null")?;
                *slot = Some(ClaimValue::Null);
            }
            _ => *slot = Some(ClaimValue::Number(self.take_whole_number()?.into())),
        }
        Some(())
    }

    /// Digits, not so many that they could overflow, and no zero in front. What follows decides
    /// whether the number is whole, and the caller looks at it.
    fn take_whole_number(&mut self) -> Option<u64> {
        const MOST_DIGITS: usize = 18;
        let mut number = 0_u64;
        let mut digits = 0;
        for byte in self.0.bytes().take(MOST_DIGITS + 1) {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            number = number * 10 + u64::from(digit);
            digits += 1;
        }
        let starts_with_zero = self.0.starts_with("0") && digits > 1;
        if digits == 0 || digits > MOST_DIGITS || starts_with_zero {
            return None;
        }
        self.0 = self.0.get(digits..)?;
        Some(number)
    }
}

#[cfg(test)]
pub(crate) mod tests;
