//! Reads JSON (RFC 8259) value by value, borrowing from the text. Rejects duplicate names.

use std::{borrow::Cow, collections::HashSet};

use crate::jose::json::claim_value::{ClaimValue, MAX_WHOLE_DIGITS};

/// The deepest nesting of arrays and objects: that of `serde_json`, with which the app reads claims.
const MAX_DEPTH: u8 = 127;

/// The error for a text that is not JSON, is nested too deeply, or has an object with two members of
/// the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotJson;

type Result<T> = std::result::Result<T, NotJson>;

/// A position in a text of JSON.
#[derive(Clone)]
pub(crate) struct Scanner<'a> {
    rest: &'a str,
    depth: u8,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            rest: text,
            depth: 0,
        }
    }

    /// A text that will be inside of so many arrays and objects.
    pub(crate) fn within(text: &'a str, depth: u8) -> Self {
        Self { rest: text, depth }
    }

    /// The next byte after white space, which is passed over.
    pub(crate) fn peek(&mut self) -> Option<u8> {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
        self.rest.as_bytes().first().copied()
    }

    /// Passes over this byte, which has to come next.
    pub(crate) fn take(&mut self, byte: u8) -> Result<()> {
        if self.peek() == Some(byte) {
            self.advance(1)
        } else {
            Err(NotJson)
        }
    }

    /// Checks that nothing but white space is left.
    pub(crate) fn end(&mut self) -> Result<()> {
        self.peek().map_or(Ok(()), |_| Err(NotJson))
    }

    /// Reads a value. An array or an object is only checked.
    pub(crate) fn value(&mut self) -> Result<ClaimValue<'a>> {
        match self.peek().ok_or(NotJson)? {
            b'"' => self.string().map(ClaimValue::Text),
            b'{' | b'[' => self.nested().map(ClaimValue::Nested),
            b't' => self.word("true", ClaimValue::Bool(true)),
            b'f' => self.word("false", ClaimValue::Bool(false)),
            b'n' => self.word("null", ClaimValue::Null),
            _ => self.number(),
        }
    }

    /// The elements of an array; `None` if the text is not that of an array.
    pub(crate) fn elements(json: &'a str) -> Option<Vec<ClaimValue<'a>>> {
        let mut scanner = Self::new(json);
        let (mut elements, mut is_first) = (Vec::new(), true);
        scanner.open(b'[').ok()?;
        while scanner.next_item(&mut is_first, b']').ok()? {
            elements.push(scanner.value().ok()?);
        }
        Some(elements)
    }

    /// Enters an array or an object.
    pub(crate) fn open(&mut self, bracket: u8) -> Result<()> {
        if self.depth == MAX_DEPTH {
            return Err(NotJson);
        }
        self.depth += 1;
        self.take(bracket)
    }

    /// Goes to the next element or member, `false` at the end; then the array or object is left.
    pub(crate) fn next_item(&mut self, is_first: &mut bool, bracket: u8) -> Result<bool> {
        if self.peek() == Some(bracket) {
            self.depth = self.depth.saturating_sub(1);
            return self.advance(1).map(|()| false);
        }
        if !std::mem::take(is_first) {
            self.take(b',')?;
        }
        Ok(true)
    }

    /// Reads the name of a member, and the colon after it.
    pub(crate) fn name(&mut self) -> Result<Cow<'a, str>> {
        let name = self.string()?;
        self.take(b':')?;
        Ok(name)
    }

    /// Reads a string; it is borrowed unless it has escapes.
    fn string(&mut self) -> Result<Cow<'a, str>> {
        self.take(b'"')?;
        let plain = self.plain_text()?;
        if self.rest.starts_with('"') {
            self.advance(1)?;
            return Ok(Cow::Borrowed(plain));
        }
        let mut text = plain.to_owned();
        while !self.rest.starts_with('"') {
            self.advance(1)?;
            let escaped = self.escape()?;
            text.push(escaped);
            text.push_str(self.plain_text()?);
        }
        self.advance(1)?;
        Ok(Cow::Owned(text))
    }

    /// The text up to the next backslash or quote.
    fn plain_text(&mut self) -> Result<&'a str> {
        let is_special = |byte| matches!(byte, b'"' | b'\\' | 0..0x20);
        let end = self.rest.bytes().position(is_special).ok_or(NotJson)?;
        let (plain, rest) = self.rest.split_at_checked(end).ok_or(NotJson)?;
        self.rest = rest;
        match rest.as_bytes().first() {
            Some(b'"' | b'\\') => Ok(plain),
            _ => Err(NotJson),
        }
    }

    /// The character that is escaped, after the backslash. A surrogate has to be one of a pair: no
    /// Rust string can contain one alone, and a substitute would make different texts equal.
    fn escape(&mut self) -> Result<char> {
        let byte = *self.rest.as_bytes().first().ok_or(NotJson)?;
        self.advance(1)?;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.code_unit()?;
                if !matches!(unit, 0xd800..0xdc00) {
                    return char::from_u32(unit).ok_or(NotJson);
                }
                self.rest = self.rest.strip_prefix("\\u").ok_or(NotJson)?;
                let low = self.code_unit()?;
                if !matches!(low, 0xdc00..0xe000) {
                    return Err(NotJson);
                }
                return char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00))
                    .ok_or(NotJson);
            }
            _ => return Err(NotJson),
        })
    }

    fn code_unit(&mut self) -> Result<u32> {
        let digits = self.rest.get(..4).ok_or(NotJson)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(NotJson);
        }
        self.advance(4)?;
        u32::from_str_radix(digits, 16).map_err(|_| NotJson)
    }

    fn word(&mut self, word: &str, value: ClaimValue<'a>) -> Result<ClaimValue<'a>> {
        self.rest = self.rest.strip_prefix(word).ok_or(NotJson)?;
        Ok(value)
    }

    fn number(&mut self) -> Result<ClaimValue<'a>> {
        let start = self.clone();
        let negative = self.skip_if(b"-");
        let leading_zero = self.rest.starts_with('0');
        let digits = self.digits()?;
        if leading_zero && digits > 1 {
            return Err(NotJson);
        }
        let mut is_whole = !negative && digits <= MAX_WHOLE_DIGITS;
        if self.skip_if(b".") {
            is_whole = false;
            self.digits()?;
        }
        if self.skip_if(b"eE") {
            is_whole = false;
            self.skip_if(b"+-");
            self.digits()?;
        }
        let text = start.text_up_to(self).ok_or(NotJson)?;
        Ok(match text.parse() {
            Ok(whole) if is_whole => ClaimValue::Whole(whole),
            _ => ClaimValue::Number(text),
        })
    }

    fn skip_if(&mut self, bytes: &[u8]) -> bool {
        let next = self.rest.as_bytes().first();
        next.is_some_and(|next| bytes.contains(next)) && self.advance(1).is_ok()
    }

    /// Passes over one or more digits, and returns how many.
    fn digits(&mut self) -> Result<usize> {
        let bytes = self.rest.bytes();
        let digits = bytes.take_while(u8::is_ascii_digit).count();
        self.advance(digits)?;
        if digits == 0 {
            Err(NotJson)
        } else {
            Ok(digits)
        }
    }

    /// Checks an array or an object, and returns its text.
    fn nested(&mut self) -> Result<&'a str> {
        let start = self.clone();
        let mut is_first = true;
        if start.rest.starts_with('[') {
            self.open(b'[')?;
            while self.next_item(&mut is_first, b']')? {
                self.value()?;
            }
        } else {
            self.open(b'{')?;
            let mut names = Names::default();
            while self.next_item(&mut is_first, b'}')? {
                names.add(self.name()?)?;
                self.value()?;
            }
        }
        start.text_up_to(self).ok_or(NotJson)
    }

    /// The text from here up to a later position in the same text.
    pub(crate) fn text_up_to(&self, later: &Self) -> Option<&'a str> {
        let length = self.rest.len().checked_sub(later.rest.len())?;
        self.rest.get(..length)
    }

    fn advance(&mut self, bytes: usize) -> Result<()> {
        self.rest = self.rest.get(bytes..).ok_or(NotJson)?;
        Ok(())
    }
}

/// The names of an object's members so far.
#[derive(Default)]
pub(crate) struct Names<'a> {
    /// The first few are compared one by one, so that most objects allocate no table.
    few: Vec<Cow<'a, str>>,
    more: HashSet<Cow<'a, str>>,
}

impl<'a> Names<'a> {
    const FEW: usize = 16;

    /// Adds a name; an error if it is there already.
    pub(crate) fn add(&mut self, name: Cow<'a, str>) -> Result<()> {
        if self.few.contains(&name) || self.more.contains(&name) {
            return Err(NotJson);
        }
        if self.few.len() < Self::FEW {
            self.few.push(name);
        } else {
            self.more.insert(name);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn read(json: &str) -> Result<ClaimValue<'_>> {
        let mut scanner = Scanner::new(json);
        let value = scanner.value()?;
        scanner.end().map(|()| value)
    }

    #[test]
    fn only_a_string_with_escapes_is_copied() {
        let text = |json| match read(json) {
            Ok(ClaimValue::Text(text)) => text,
            other => panic!("{json}: {other:?}"),
        };
        assert!(matches!(text(r#""plain é""#), Cow::Borrowed("plain é")));
        assert!(matches!(text(r#""\u0061""#), Cow::Owned(text) if text == "a"));
        assert_eq!(
            text(r#""\"\\\/\b\f\n\r\t\u00e9\ud83d\uDE00x""#),
            "\"\\/\u{8}\u{c}\n\r\té😀x"
        );
    }

    #[test]
    fn numbers_keep_their_text() {
        assert_eq!(read(" 7 "), Ok(ClaimValue::Whole(7)));
        for text in [
            "1000000000000000000",
            "-7",
            "-0",
            "1.0",
            "1e400",
            "1E-0007",
            "340282366920938463463374607431768211456",
        ] {
            assert_eq!(read(text), Ok(ClaimValue::Number(text)));
        }
    }

    /// Compares with `serde_json` on many texts, most of them nearly valid.
    #[test]
    fn accepts_what_serde_json_accepts() {
        const PIECES: [&str; 40] = [
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"a\"",
            "\"b\"",
            "\"c\":",
            "\"d\":1",
            "1",
            "0",
            "-",
            "-0",
            "01",
            "1.5",
            ".5",
            "1.",
            "1e3",
            "1E+3",
            "1e",
            "12345678901234567890123",
            "true",
            "false",
            "null",
            "tru",
            "\"\\u0061\"",
            "\"\\ud800\"",
            "\"\\ud83d\\ude00\"",
            "\"\\x\"",
            "\"é\"",
            "\"",
            "\\",
            " ",
            "\n",
            "\t",
            "\u{c}",
            "\u{feff}",
            "NaN",
            "\"\t\"",
        ];
        let mut random = 0x2545_f491_4f6c_dd1d_u64;
        let mut next = |bound: usize| {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            usize::try_from(random % bound as u64).unwrap()
        };
        let (mut json, mut accepted) = (String::new(), 0);
        for _ in 0..300_000 {
            json.clear();
            let opening = ["", "", "[", "{\"x\":", "[[1,"][next(5)];
            json.push_str(opening);
            for _ in 0..=next(5) {
                json.push_str(PIECES[next(PIECES.len())]);
            }
            json.push_str(["", "]", "}", "]]"][next(4)]);
            // No text has room for a duplicate name but through `"d":1`, `"x":` and `"c":`.
            let names = ["\"d\":1", "\"c\":", "\"a\"", "\"\\u0061\"", "\"b\""];
            if names.iter().any(|name| json.matches(name).count() > 1) || json.contains("\\u0061") {
                continue;
            }
            let ours = read(&json).is_ok();
            accepted += usize::from(ours);
            match serde_json::from_str::<Value>(&json) {
                // Only `serde_json` rejects a number for its size.
                Err(error) if error.to_string().starts_with("number out of range") => {}
                theirs => assert_eq!(ours, theirs.is_ok(), "{json}"),
            }
        }
        assert!(accepted > 5_000, "only {accepted} of them were accepted");
    }

    #[test]
    fn the_depth_is_limited() {
        let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(read(&nested(127)).is_ok());
        assert!(read(&nested(128)).is_err());
        // Depth, not number.
        assert!(read(&format!("[{}1]", "[],".repeat(1000))).is_ok());
        assert!(read(&"[".repeat(100_000)).is_err());
    }

    #[test]
    fn a_duplicate_name_is_rejected_among_few_and_many() {
        for count in [1, 15, 16, 17, 40] {
            let members: Vec<_> = (0..count).map(|n| format!("\"n{n}\":0")).collect();
            let members = members.join(",");
            assert!(read(&format!("{{{members}}}")).is_ok());
            for again in [0, count - 1] {
                assert!(read(&format!("{{{members},\"n{again}\":1}}")).is_err());
            }
        }
    }
}
