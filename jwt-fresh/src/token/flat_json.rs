//! A quick reader for what nearly every payload is: one flat object, written without a space.
//!
//! serde_json takes three times as long, for it is ready for anything. This one is ready for
//! `{"name":value,..}` with strings without escapes, whole numbers, `true`, `false` and `null`; at
//! anything else it gives up, and the payload is read by [`read_object`](super::strict_json), whose
//! word is the only one on what is refused. So it may be too timid, but never too bold.

use std::borrow::Cow;

use memchr::memchr;

use super::{claim_value::ClaimValue, strict_json::Slots};

/// As many names as are remembered of members that nobody keeps, to find one that comes twice.
const MOST_OTHERS: usize = 8;

/// Reads a flat object into its slots; `None` if it has to be read the long way, whatever is in the
/// slots by then.
pub(super) fn read_flat<'a>(json: &'a str, slots: &mut impl Slots<'a>) -> Option<()> {
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
mod tests {
    use super::*;
    use crate::token::strict_json::{NotAnObject, read_object};

    /// Keeps `a` and `b`.
    #[derive(Debug, Default, PartialEq)]
    struct Kept<'de> {
        a: Option<ClaimValue<'de>>,
        b: Option<ClaimValue<'de>>,
    }

    impl<'de> Slots<'de> for Kept<'de> {
        fn slot(&mut self, name: &str) -> Option<&mut Option<ClaimValue<'de>>> {
            match name {
                "a" => Some(&mut self.a),
                "b" => Some(&mut self.b),
                _ => None,
            }
        }
    }

    fn flat(json: &str) -> Option<Kept<'_>> {
        let mut kept = Kept::default();
        read_flat(json, &mut kept).map(|()| kept)
    }

    fn long(json: &str) -> Result<Kept<'_>, NotAnObject> {
        let mut kept = Kept::default();
        read_object(json.as_bytes(), &mut kept).map(|()| kept)
    }

    #[test]
    fn reads_what_payloads_are_made_of() {
        for json in [
            r#"{"a":"x","c":null,"b":12}"#,
            r#"{"a":true,"b":false}"#,
            r#"{"a":null}"#,
            r#"{"a":0,"b":999999999999999999}"#,
            r#"{"a":"åß€𝄞","":""}"#,
        ] {
            assert!(flat(json).is_some(), "{json}");
            assert_eq!(flat(json), long(json).ok(), "{json}");
        }
    }

    #[test]
    fn gives_up_at_anything_else() {
        for json in [
            "",
            "{",
            "{}",
            "[]",
            "null",
            r#"{"a"}"#,
            r#"{"a":}"#,
            r#"{"a":1,}"#,
            r#"{"a":1"#,
            r#"{"a":1}}"#,
            r#"{"a":1} "#,
            r#" {"a":1}"#,
            r#"{ "a":1}"#,
            r#"{"a": 1}"#,
            r#"{"a":1.5}"#,
            r#"{"a":1e3}"#,
            r#"{"a":-1}"#,
            r#"{"a":01}"#,
            r#"{"a":00}"#,
            r#"{"a":1234567890123456789}"#,
            r#"{"a":tru}"#,
            r#"{"a":truex}"#,
            r#"{"a":[]}"#,
            r#"{"a":{}}"#,
            r#"{"a":"\n"}"#,
            r#"{"\u0061":1}"#,
            "{\"a\":\"\t\"}",
            r#"{"a":"x}"#,
            r#"{"a":1,"a":1}"#,
            r#"{"c":1,"c":1}"#,
            r#"{'a':1}"#,
            r#"{a:1}"#,
            r#"{"a":NaN}"#,
            "\u{feff}{\"a\":1}",
        ] {
            assert_eq!(flat(json), None, "{json}");
        }
    }

    /// The two readers on a million texts, most of them nearly right.
    #[test]
    fn is_never_bolder_than_the_long_reader() {
        const PIECES: [&str; 26] = [
            "{",
            "}",
            "\"a\"",
            "\"b\"",
            "\"c\"",
            ":",
            ",",
            "1",
            "0",
            "12345678901234567890",
            "-1",
            "true",
            "false",
            "null",
            "\"x\"",
            "\"\\u0061\"",
            " ",
            "[",
            "]",
            "1.5",
            "\"é\"",
            "{\"a\":1",
            ",\"b\":\"t\"",
            ",\"c\":0",
            "\"",
            "\\",
        ];
        let mut random = 0x2545_f491_4f6c_dd1d_u64;
        let mut next = |bound: usize| {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            usize::try_from(random % bound as u64).unwrap()
        };
        let (mut json, mut read) = (String::new(), 0);
        for _ in 0..1_000_000 {
            json.clear();
            if next(4) > 0 {
                json.push_str("{\"a\":1");
            }
            for _ in 0..next(8) {
                json.push_str(PIECES[next(PIECES.len())]);
            }
            if next(4) > 0 {
                json.push('}');
            }
            if let Some(kept) = flat(&json) {
                read += 1;
                assert_eq!(Ok(kept), long(&json), "{json}");
            }
        }
        assert!(read > 10_000, "only {read} of them were read at all");
    }
}
