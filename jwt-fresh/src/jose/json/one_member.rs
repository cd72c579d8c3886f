//! Reads one member of a JSON object, and skips everything else without building it.
//!
//! The body is anybody's: what is kept of it is one string. What is skipped may be anything that Python
//! reads: nested to any depth, with `NaN` and `Infinity`, and with half of a surrogate pair.

use std::borrow::Cow;

use memchr::memchr2;

use crate::jose::json::{claim_value::ClaimValue, exact::scanner::Scanner};

/// What a member contains.
#[derive(Debug, PartialEq)]
pub(crate) enum Member<'a> {
    Text(Cow<'a, str>),
    /// Something else that is false in Python: null, false, zero, an empty list or object.
    Falsy,
    /// Anything else.
    Other,
}

/// The member of that name; `None` if there is none, or several, or the text is not a JSON object.
pub(crate) fn read_member<'a>(text: &'a str, name: &str) -> Option<Member<'a>> {
    let mut rest = Rest(text);
    let mut member = None;
    rest.take(b'{')?;
    if rest.peek()? == b'}' {
        rest.advance(1)?;
    } else {
        loop {
            let is_ours = decoded(rest.name()?).is_some_and(|text| text == name);
            if !is_ours {
                rest.skip_value()?;
            } else if member.replace(rest.member()?).is_some() {
                return None;
            }
            if rest.peek()? == b'}' {
                rest.advance(1)?;
                break;
            }
            rest.take(b',')?;
        }
    }
    match rest.peek() {
        None => member,
        Some(_) => None,
    }
}

/// A string that is written in this way; `None` if it has half of a surrogate pair.
fn decoded(quoted: &str) -> Option<Cow<'_, str>> {
    match Scanner::new(quoted).value() {
        Ok(ClaimValue::Text(text)) => Some(text),
        _ => None,
    }
}

/// The rest of the text.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    /// The next byte after white space, which is passed over.
    fn peek(&mut self) -> Option<u8> {
        if let Some(b' ' | b'\t' | b'\n' | b'\r') = self.0.as_bytes().first() {
            self.0 = self.0.trim_start_matches([' ', '\t', '\n', '\r']);
        }
        self.0.as_bytes().first().copied()
    }

    /// Passes over this byte, which has to come next.
    fn take(&mut self, byte: u8) -> Option<()> {
        if self.peek()? != byte {
            return None;
        }
        self.advance(1).map(drop)
    }

    /// Passes over so many bytes, and returns them.
    fn advance(&mut self, bytes: usize) -> Option<&'a str> {
        let (before, rest) = self.0.split_at_checked(bytes)?;
        self.0 = rest;
        Some(before)
    }

    /// The value of our member.
    fn member(&mut self) -> Option<Member<'a>> {
        Some(match self.peek()? {
            b'"' => Member::Text(decoded(self.string()?)?),
            b'[' | b'{' => {
                let start = self.0;
                self.skip_value()?;
                let inside = start.get(1..start.len().checked_sub(self.0.len() + 1)?)?;
                Member::falsy_if(inside.trim_ascii().is_empty())
            }
            _ => Member::falsy_if(self.scalar()?.is_some_and(|value| value.is_falsy())),
        })
    }

    /// Passes over a value, however deep it is.
    fn skip_value(&mut self) -> Option<()> {
        // The brackets that close what has been opened.
        let mut open = Vec::new();
        loop {
            match self.peek()? {
                bracket @ (b'[' | b'{') => {
                    self.advance(1)?;
                    let closing = if bracket == b'[' { b']' } else { b'}' };
                    open.push(closing);
                    if self.peek()? != closing {
                        self.name_in(closing)?;
                        continue;
                    }
                }
                b'"' => drop(self.string()?),
                _ => drop(self.scalar()?),
            }
            loop {
                let Some(closing) = open.last().copied() else {
                    return Some(());
                };
                if self.peek()? == closing {
                    self.advance(1)?;
                    open.pop();
                } else {
                    self.take(b',')?;
                    self.name_in(closing)?;
                    break;
                }
            }
        }
    }

    /// Passes over the name of a member, if an object is read.
    fn name_in(&mut self, closing: u8) -> Option<()> {
        if closing == b'}' {
            self.name()?;
        }
        Some(())
    }

    /// The name of a member as it is written; the colon is passed over.
    fn name(&mut self) -> Option<&'a str> {
        self.peek()?;
        let name = self.string()?;
        self.take(b':')?;
        Some(name)
    }

    /// A string as it is written, with its quotes.
    fn string(&mut self) -> Option<&'a str> {
        let bytes = self.0.strip_prefix('"')?.as_bytes();
        let mut length = 0;
        loop {
            let plain = memchr2(b'"', b'\\', bytes.get(length..)?)?;
            let (text, rest) = bytes.get(length..)?.split_at_checked(plain)?;
            if text.iter().any(|byte| *byte < 0x20) {
                return None;
            }
            length += plain;
            length += match rest {
                [b'"', ..] => return self.advance(length + 2),
                [b'\\', b'u', digits @ ..] => {
                    let digits = digits.get(..4)?;
                    digits.iter().all(u8::is_ascii_hexdigit).then_some(6)?
                }
                [
                    _,
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't',
                    ..,
                ] => 2,
                _ => return None,
            };
        }
    }

    /// Passes over a number or a word; `Some(None)` for what only Python reads.
    fn scalar(&mut self) -> Option<Option<ClaimValue<'a>>> {
        for word in ["NaN", "Infinity", "-Infinity"] {
            if self.0.starts_with(word) {
                self.advance(word.len())?;
                return Some(None);
            }
        }
        let start = Scanner::new(self.0);
        let mut scanner = start.clone();
        let value = scanner.value().ok()?;
        let length = start.text_up_to(&scanner)?.len();
        self.advance(length)?;
        Some(Some(value))
    }
}

impl Member<'_> {
    fn falsy_if(is_falsy: bool) -> Self {
        if is_falsy { Self::Falsy } else { Self::Other }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_member_is_read_and_the_rest_is_skipped() {
        let deep = format!(
            r#"{{"x":{}{},"t":"v"}}"#,
            "[".repeat(10_000),
            "]".repeat(10_000)
        );
        for json in [
            r#"{"t":"v"}"#,
            " {\"\\u0074\" : \"v\" } ",
            r#"{"a":{"t":1,"t":2},"a":[1e400,"\ud800",{}],"t":"\u0076"}"#,
            r#"{"a":NaN,"\ud800":[-Infinity,{"b":[],"c":Infinity}],"t":"v","é":"\"\\"}"#,
            &deep,
        ] {
            let member = read_member(json, "t");
            assert_eq!(member, Some(Member::Text("v".into())), "{json:.40}");
        }
    }

    #[test]
    fn what_is_no_object_or_has_the_name_twice_has_no_member() {
        for json in [
            "",
            "null",
            "[]",
            "\"t\"",
            "{",
            r#"{"t":"v""#,
            r#"{"t":"v"}}"#,
            r#"{"t":"v"} x"#,
            r#"{"t":"v","t":"v"}"#,
            r#"{"t":"v","\u0074":1}"#,
            r#"{"u":"v"}"#,
            r#"{"t":"v",}"#,
            r#"{"t":"v","x":tru}"#,
            "{\"t\":\"v\",\"x\":\"\n\"}",
            "\u{feff}{\"t\":\"v\"}",
            r#"{"t":"\ud800"}"#,
            r#"{"t":"v","x":"\u12g4"}"#,
            r#"{"t":"v","x":[1,]}"#,
            r#"{"t":"v","x":{"a"}}"#,
            r#"{"t":"v","x":{"a":1]}"#,
            r#"{"t":"v","x":nan}"#,
            r#"{"t":"v","x":+Infinity}"#,
            r#"{"t":"v","x":NaNs}"#,
            r#"{"t":"v" "x":1}"#,
            "{\"t\":\"v\",\u{a0}\"x\":1}",
        ] {
            assert_eq!(read_member(json, "t"), None, "{json}");
        }
    }

    #[test]
    fn what_is_no_text_is_true_or_false_as_in_python() {
        for (value, expected) in [
            ("null", Member::Falsy),
            ("false", Member::Falsy),
            ("0", Member::Falsy),
            ("-0.0", Member::Falsy),
            ("[]", Member::Falsy),
            ("{}", Member::Falsy),
            ("true", Member::Other),
            ("NaN", Member::Other),
            ("1e400", Member::Other),
            ("1e-400", Member::Falsy),
            ("[ ]", Member::Falsy),
            ("7", Member::Other),
            ("-1", Member::Other),
            ("0.5", Member::Other),
            ("[0]", Member::Other),
            (r#"{"":0,"":0}"#, Member::Other),
        ] {
            let json = format!(r#"{{"t":{value}}}"#);
            assert_eq!(read_member(&json, "t"), Some(expected), "{value}");
        }
    }
}
