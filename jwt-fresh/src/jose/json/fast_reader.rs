//! The fast JSON reader: one flat object without white space, as nearly every payload is.
//!
//! It reads `{"name":value,..}` with strings without escapes, whole numbers, `true`, `false` and
//! `null`, in a third of the time that serde_json takes. For anything else it returns `None`, and
//! [`read_object`](crate::jose::json::full_reader::read_object) reads the payload.
//!
//! It may reject valid input (the slow path then decides), but must never accept invalid input.

use std::borrow::Cow;

use memchr::memchr;

use crate::jose::json::{
    claim_value::{ClaimValue, MAX_WHOLE_DIGITS},
    full_reader::Slots,
};

/// The most members without a slot whose names are compared for duplicates; an object with more is
/// left to the full reader.
const MAX_OTHERS: usize = 8;

/// Reads a flat object into its slots; `None` if the full reader has to read it. The slots may be
/// partly filled then.
pub(crate) fn read_flat<'a>(json: &'a str, slots: &mut impl Slots<'a>) -> Option<()> {
    if has_escapes(json) {
        return None;
    }
    let mut rest = Rest(json);
    rest.take("{")?;
    let mut others = [""; MAX_OTHERS];
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

/// Whether there is a backslash, or a control character, which a JSON string can't contain
/// unescaped. Without a branch, so that it compiles to SIMD over the whole text.
fn has_escapes(json: &str) -> bool {
    json.bytes()
        .fold(false, |found, byte| found | (byte < 0x20) | (byte == b'\\'))
}

/// The rest of the input.
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

    /// A string, a whole number, `true`, `false` or `null`, written directly into its slot: moving
    /// it there would take longer than reading it.
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
            _ => *slot = Some(ClaimValue::Whole(self.take_whole_number()?)),
        }
        Some(())
    }

    /// Up to [`MAX_WHOLE_DIGITS`] digits without a leading zero. The caller rejects the
    /// fraction or exponent of a number that is not whole, as neither starts with `,` or `}`.
    fn take_whole_number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        let mut digits = 0;
        for byte in self.0.bytes().take(MAX_WHOLE_DIGITS + 1) {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            number = number * 10 + u64::from(digit);
            digits += 1;
        }
        let starts_with_zero = self.0.starts_with("0") && digits > 1;
        if digits == 0 || digits > MAX_WHOLE_DIGITS || starts_with_zero {
            return None;
        }
        self.0 = self.0.get(digits..)?;
        Some(number)
    }
}

#[cfg(test)]
pub(crate) mod tests;
