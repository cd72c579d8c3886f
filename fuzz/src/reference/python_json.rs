//! JSON as Python's `json` module reads it, as far as the search for a token does: a recursive parser
//! with strings of UTF-16 units.

use serde_json::value::RawValue;

/// A member of an object, as far as the search for a token reads it.
pub enum Member {
    /// A string; `None` if it has half of a surrogate pair.
    Text(Option<String>),
    /// Anything else, and whether it is false in Python.
    Other(bool),
}

impl Member {
    /// Whether the value is false in Python.
    pub fn is_falsy(&self) -> bool {
        match self {
            Self::Text(text) => text.as_ref().is_some_and(String::is_empty),
            Self::Other(is_falsy) => *is_falsy,
        }
    }
}

/// The only member of that name in a JSON object. Everything else only has to be JSON to Python.
pub fn member(bytes: &[u8], name: &str) -> Option<Member> {
    let chars = std::str::from_utf8(bytes).ok()?.chars().collect();
    let mut parser = Parser { chars, at: 0 };
    let mut found = Vec::new();
    if parser.next_is('{') {
        parser.members(&mut found)?;
    }
    parser.skip_space();
    if parser.at < parser.chars.len() {
        return None;
    }
    found.retain(|(other, _)| other.as_deref() == Some(name));
    found.pop().filter(|_| found.is_empty()).map(|(_, of)| of)
}

struct Parser {
    chars: Vec<char>,
    at: usize,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn take(&mut self) -> Option<char> {
        self.at += 1;
        self.chars.get(self.at - 1).copied()
    }

    fn skip_space(&mut self) {
        while let Some(' ' | '\t' | '\n' | '\r') = self.peek() {
            self.at += 1;
        }
    }

    /// Whether this character is next, behind white space; it is taken then.
    fn next_is(&mut self, expected: char) -> bool {
        self.skip_space();
        let is_next = self.peek() == Some(expected);
        self.at += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, expected: char) -> Option<()> {
        self.next_is(expected).then_some(())
    }

    fn value(&mut self) -> Option<Member> {
        if self.next_is('"') {
            return self.string().map(Member::Text);
        }
        if self.next_is('[') {
            if self.next_is(']') {
                return Some(Member::Other(true));
            }
            self.value()?;
            while self.next_is(',') {
                self.value()?;
            }
            self.expect(']')?;
            return Some(Member::Other(false));
        }
        if self.next_is('{') {
            let mut members = Vec::new();
            self.members(&mut members)?;
            return Some(Member::Other(members.is_empty()));
        }
        let start = self.at;
        while self
            .peek()
            .is_some_and(|char| char.is_ascii_alphanumeric() || "+-.".contains(char))
        {
            self.at += 1;
        }
        let word: String = self.chars[start..self.at].iter().collect();
        Some(Member::Other(match &*word {
            "null" | "false" => true,
            "true" | "NaN" | "Infinity" | "-Infinity" => false,
            number => {
                serde_json::from_str::<&RawValue>(number).ok()?;
                number.parse::<f64>().ok()? == 0.0
            }
        }))
    }

    /// The members behind an opening brace, and the closing one.
    fn members(&mut self, found: &mut Vec<(Option<String>, Member)>) -> Option<()> {
        if self.next_is('}') {
            return Some(());
        }
        loop {
            self.expect('"')?;
            let name = self.string()?;
            self.expect(':')?;
            found.push((name, self.value()?));
            if !self.next_is(',') {
                return self.expect('}');
            }
        }
    }

    /// A string behind its first quote; `Some(None)` if it has half of a surrogate pair.
    fn string(&mut self) -> Option<Option<String>> {
        let mut units = Vec::new();
        loop {
            match self.take()? {
                '"' => return Some(String::from_utf16(&units).ok()),
                '\\' => units.push(match self.take()? {
                    'b' => 8,
                    't' => 9,
                    'n' => 10,
                    'f' => 12,
                    'r' => 13,
                    'u' => {
                        let mut unit = 0;
                        for _ in 0..4 {
                            unit = unit << 4 | self.take()?.to_digit(16)? as u16;
                        }
                        unit
                    }
                    char @ ('"' | '\\' | '/') => char as u16,
                    _ => return None,
                }),
                '\0'..' ' => return None,
                char => units.extend_from_slice(char.encode_utf16(&mut [0; 2])),
            }
        }
    }
}
