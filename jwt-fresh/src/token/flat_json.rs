//! A quick reader for what nearly every payload is: one flat object, written without a space.
//!
//! serde_json takes three times as long, for it is ready for anything. This one is ready for
//! `{"name":value,..}` with strings without escapes, whole numbers, `true`, `false` and `null`; at
//! anything else it gives up, and the payload is read by [`read_object`](super::strict_json), whose
//! word is the only one on what is refused. So it may be too timid, but never too bold.

use memchr::memchr;

use super::{claim_value::ClaimValue, strict_json::Slots};

/// As many names as are remembered of members that nobody keeps, to find one that comes twice.
const MOST_OTHERS: usize = 16;

/// Reads a flat object into its slots; `None` if it has to be read the long way.
pub(super) fn read_flat<'a, S: Slots<'a>>(json: &'a str, mut slots: S) -> Option<S> {
    if has_escapes(json) {
        return None;
    }
    let mut rest = json.strip_prefix('{')?;
    let mut others = [""; MOST_OTHERS];
    let mut other_count = 0;
    loop {
        let name;
        (name, rest) = take_string(rest)?;
        let value;
        (value, rest) = take_value(rest.strip_prefix(':')?)?;
        match slots.slot(name) {
            Some(slot @ None) => *slot = Some(value),
            Some(Some(_)) => return None,
            None => {
                if others.get(..other_count)?.contains(&name) {
                    return None;
                }
                *others.get_mut(other_count)? = name;
                other_count += 1;
            }
        }
        match rest.as_bytes() {
            [b',', ..] => rest = rest.get(1..)?,
            [b'}'] => return Some(slots),
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

/// `"text"`
fn take_string(json: &str) -> Option<(&str, &str)> {
    let inside = json.strip_prefix('"')?;
    let end = memchr(b'"', inside.as_bytes())?;
    Some((inside.get(..end)?, inside.get(end + 1..)?))
}

/// A string, a whole number or a word.
fn take_value(json: &str) -> Option<(ClaimValue<'_>, &str)> {
    match json.as_bytes().first()? {
        b'"' => take_string(json).map(|(text, rest)| (ClaimValue::Text(text.into()), rest)),
        b't' => Some((ClaimValue::Bool(true), json.strip_prefix("true")?)),
        b'f' => Some((ClaimValue::Bool(false), json.strip_prefix("false")?)),
        b'n' => Some((ClaimValue::Null, json.strip_prefix("null")?)),
        _ => take_whole_number(json),
    }
}

/// Digits, not so many that they could overflow, and no zero in front.
fn take_whole_number(json: &str) -> Option<(ClaimValue<'_>, &str)> {
    const MOST_DIGITS: usize = 18;
    let mut number = 0_u64;
    let mut digits = 0;
    for byte in json.bytes().take_while(u8::is_ascii_digit) {
        digits += 1;
        if digits > MOST_DIGITS {
            return None;
        }
        number = number * 10 + u64::from(byte - b'0');
    }
    let starts_with_zero = json.starts_with('0') && digits > 1;
    // What follows decides whether the number is whole, and the caller looks at it.
    (digits > 0 && !starts_with_zero)
        .then(|| Some((ClaimValue::Number(number.into()), json.get(digits..)?)))?
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
        read_flat(json, Kept::default())
    }

    fn long(json: &str) -> Result<Kept<'_>, NotAnObject> {
        read_object(json.as_bytes(), Kept::default())
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
