//! Python's `str()` and `repr()` of a JSON value.

use std::fmt::{self, Write};

use crate::{
    jose::json::{
        claim_value::ClaimValue,
        exact::{
            number::is_integer,
            scanner::{NotJson, Scanner},
        },
    },
    token::identity::Identity,
};

/// Displays an identity as Python's `str()` does: a string as it is, anything else by `repr()`.
pub(crate) struct PythonStr<'i>(pub(crate) &'i Identity);

impl fmt::Display for PythonStr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_str() {
            Some(text) => f.write_str(text),
            None => write_repr(f, &mut Scanner::new(&self.0.json_text())),
        }
    }
}

/// Writes the next value.
fn write_repr(f: &mut impl Write, json: &mut Scanner<'_>) -> fmt::Result {
    let mut index = 0;
    let mut is_first = true;
    let not_json = |NotJson| fmt::Error;
    match json.peek() {
        Some(b'[') => {
            json.open(b'[').map_err(not_json)?;
            f.write_char('[')?;
            while json.next_item(&mut is_first, b']').map_err(not_json)? {
                write_separator(f, index)?;
                write_repr(f, json)?;
                index += 1;
            }
            return f.write_char(']');
        }
        Some(b'{') => {
            json.open(b'{').map_err(not_json)?;
            f.write_char('{')?;
            while json.next_item(&mut is_first, b'}').map_err(not_json)? {
                write_separator(f, index)?;
                write_text(f, &json.name().map_err(not_json)?)?;
                f.write_str(": ")?;
                write_repr(f, json)?;
                index += 1;
            }
            return f.write_char('}');
        }
        _ => {}
    }
    match json.value().map_err(not_json)? {
        ClaimValue::Null => f.write_str("None"),
        ClaimValue::Bool(true) => f.write_str("True"),
        ClaimValue::Bool(false) => f.write_str("False"),
        ClaimValue::Whole(number) => write!(f, "{number}"),
        ClaimValue::Number(text) => write_number(f, text),
        ClaimValue::Text(text) => write_text(f, &text),
        ClaimValue::Nested(_) => Err(fmt::Error),
    }
}

fn write_separator(f: &mut impl Write, index: usize) -> fmt::Result {
    f.write_str(if index == 0 { "" } else { ", " })
}

/// Writes an integer as it is, and a float with its shortest digits, with an exponent below `1e-4`
/// and from `1e16` on.
fn write_number(f: &mut impl Write, number: &str) -> fmt::Result {
    if is_integer(number) {
        return f.write_str(if number == "-0" { "0" } else { number });
    }
    let float: f64 = number.parse().map_err(|_| fmt::Error)?;
    if float.is_infinite() {
        return f.write_str(if float > 0.0 { "inf" } else { "-inf" });
    }
    let magnitude = float.abs();
    if magnitude != 0.0 && !(1e-4..1e16).contains(&magnitude) {
        let scientific = format!("{float:e}");
        let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
        let (sign, exponent) = match exponent.strip_prefix('-') {
            Some(exponent) => ('-', exponent),
            None => ('+', exponent),
        };
        return write!(f, "{digits}e{sign}{exponent:0>2}");
    }
    match float.fract() == 0.0 {
        true => write!(f, "{float:.1}"),
        false => write!(f, "{float}"),
    }
}

/// Writes a string in single quotes, unless it contains one and no double quote.
fn write_text(f: &mut impl Write, text: &str) -> fmt::Result {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    f.write_char(quote)?;
    for character in text.chars() {
        write_character(f, character, quote)?;
    }
    f.write_char(quote)
}

fn write_character(f: &mut impl Write, character: char, quote: char) -> fmt::Result {
    match character {
        '\\' => f.write_str("\\\\"),
        '\n' => f.write_str("\\n"),
        '\r' => f.write_str("\\r"),
        '\t' => f.write_str("\\t"),
        _ if character == quote => write!(f, "\\{character}"),
        _ if is_printable(character) => f.write_char(character),
        _ => match u32::from(character) {
            code @ 0..=0xff => write!(f, "\\x{code:02x}"),
            code @ 0x100..=0xffff => write!(f, "\\u{code:04x}"),
            code => write!(f, "\\U{code:08x}"),
        },
    }
}

/// Python's `str.isprintable`. Rust's `escape_debug` escapes the same categories of Unicode, but also
/// a combining character at the start of a string; so the character is put behind a letter.
fn is_printable(character: char) -> bool {
    matches!(character, '\'' | '"') || {
        let behind_a_letter = String::from_iter(['a', character]);
        behind_a_letter.escape_debug().eq(behind_a_letter.chars())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn repr(value: &Value) -> String {
        let mut text = String::new();
        write_repr(&mut text, &mut Scanner::new(&value.to_string())).unwrap();
        text
    }

    /// The expected texts are the output of Python 3.11.
    #[test]
    fn values_are_printed_as_in_python() {
        for (value, python) in [
            (json!(null), "None"),
            (json!(true), "True"),
            (json!(false), "False"),
            (json!(7), "7"),
            (json!(-7), "-7"),
            (json!(18446744073709551615_u64), "18446744073709551615"),
            (json!({ "a": "b" }), "{'a': 'b'}"),
            (json!([1, "x", [], {}]), "[1, 'x', [], {}]"),
            (
                json!({ "a": [null, { "b": 1.5 }] }),
                "{'a': [None, {'b': 1.5}]}",
            ),
            (json!("it's"), "\"it's\""),
            (json!("say \"hi\""), "'say \"hi\"'"),
            (json!("it's \"hi\""), "'it\\'s \"hi\"'"),
            (
                json!("a\\b\n\r\t\u{0}\u{1b}\u{7f}"),
                "'a\\\\b\\n\\r\\t\\x00\\x1b\\x7f'",
            ),
            (json!("\u{85}\u{a0}\u{ad}"), "'\\x85\\xa0\\xad'"),
            (json!("\u{200b}\u{2028}\u{feff}"), "'\\u200b\\u2028\\ufeff'"),
            (json!("\u{e0001}\u{10ffff}"), "'\\U000e0001\\U0010ffff'"),
            (json!("\u{301}é ü 😀"), "'\u{301}é ü 😀'"),
        ] {
            assert_eq!(repr(&value), python);
        }
    }

    #[test]
    fn floats_are_printed_as_in_python() {
        for (float, python) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (1.5, "1.5"),
            (0.1, "0.1"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1.25e-7, "1.25e-07"),
            (123_456_789_012_345.0, "123456789012345.0"),
            (9_999_999_999_999_998.0, "9999999999999998.0"),
            (1e16, "1e+16"),
            (-1.5e300, "-1.5e+300"),
            (5e-324, "5e-324"),
        ] {
            assert_eq!(repr(&json!(float)), python);
        }
    }

    #[test]
    fn all_digits_of_an_integer_are_printed() {
        for (json, python) in [
            ("18446744073709551616", "18446744073709551616"),
            ("[-9223372036854775809]", "[-9223372036854775809]"),
            ("-0", "0"),
            ("1e2", "100.0"),
            ("-1e400", "-inf"),
        ] {
            assert_eq!(PythonStr(&Identity::json(json)).to_string(), python);
        }
    }
}
