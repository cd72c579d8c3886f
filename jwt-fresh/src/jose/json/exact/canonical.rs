//! The canonical text of a JSON value: equal values have the same one, whatever their spelling.

use std::{borrow::Cow, collections::BTreeMap};

use crate::jose::json::{
    claim_value::ClaimValue,
    exact::{
        number,
        scanner::{NotJson, Scanner},
    },
};

/// The canonical text of a JSON text: no white space, members sorted by name, one spelling of each
/// string and of each number. A text that is not JSON is returned as it is.
pub(crate) fn canonical(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    match write(&mut Scanner::new(json), &mut text) {
        Ok(()) => text,
        Err(NotJson) => json.to_owned(),
    }
}

fn write(scanner: &mut Scanner<'_>, text: &mut String) -> Result<(), NotJson> {
    let mut is_first = true;
    match scanner.peek() {
        Some(b'[') => {
            let mut before = '[';
            scanner.open(b'[')?;
            while scanner.next_item(&mut is_first, b']')? {
                text.push(std::mem::replace(&mut before, ','));
                write(scanner, text)?;
            }
            if before == '[' {
                text.push('[');
            }
            text.push(']');
            return Ok(());
        }
        Some(b'{') => {
            let mut members = BTreeMap::<Cow<'_, str>, String>::new();
            scanner.open(b'{')?;
            while scanner.next_item(&mut is_first, b'}')? {
                let name = scanner.name()?;
                let mut member = String::new();
                write(scanner, &mut member)?;
                members.insert(name, member);
            }
            let mut before = '{';
            for (name, member) in members {
                text.push(std::mem::replace(&mut before, ','));
                push_quoted(&name, text);
                text.push(':');
                text.push_str(&member);
            }
            if before == '{' {
                text.push('{');
            }
            text.push('}');
            return Ok(());
        }
        _ => {}
    }
    match scanner.value()? {
        ClaimValue::Null => text.push_str("null"),
        ClaimValue::Bool(true) => text.push_str("true"),
        ClaimValue::Bool(false) => text.push_str("false"),
        ClaimValue::Whole(number) => text.push_str(&number.to_string()),
        ClaimValue::Number(number) => number::write_canonical(number, text),
        ClaimValue::Text(string) => push_quoted(&string, text),
        ClaimValue::Nested(_) => return Err(NotJson),
    }
    Ok(())
}

/// A string as JSON, with the fewest escapes.
pub(crate) fn quoted(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    push_quoted(text, &mut json);
    json
}

/// Appends a string as JSON.
pub(crate) fn push_quoted(text: &str, json: &mut String) {
    let needs_escape = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    if text.bytes().any(needs_escape) {
        json.push_str(&serde_json::Value::from(text).to_string());
    } else {
        json.push('"');
        json.push_str(text);
        json.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_and_order_do_not_matter() {
        for (json, expected) in [
            (
                r#" { "b" : [ 1.0 , 2e1, [] ], "a" : {} } "#,
                r#"{"a":{},"b":[1,20,[]]}"#,
            ),
            (r#""\u0061\/\n""#, r#""a/\n""#),
            (" true", "true"),
            ("null", "null"),
            (
                r#"[18446744073709551617,"18446744073709551617"]"#,
                r#"[18446744073709551617,"18446744073709551617"]"#,
            ),
        ] {
            assert_eq!(canonical(json), expected);
            assert_eq!(canonical(expected), expected);
        }
    }
}
