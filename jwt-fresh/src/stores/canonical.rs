//! The canonical text of an identity, by which stores compare it.

use serde_json::Value;

/// Compact JSON with sorted names; a number that is whole is written as an integer.
pub(crate) fn canonical(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Number(number) => match number.as_f64() {
            // Up to here a float is exact.
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 9e15 => {
                text.push_str(&format!("{}", float + 0.0));
            }
            _ => text.push_str(&number.to_string()),
        },
        Value::Array(values) => {
            text.push('[');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write(value, text);
            }
            text.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_unstable_by_key(|(name, _)| *name);
            text.push('{');
            for (index, (name, value)) in members.into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                write(value, text);
            }
            text.push('}');
        }
        Value::Null | Value::Bool(_) | Value::String(_) => text.push_str(&value.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn equal_values_have_one_text_and_others_another() {
        for (value, text) in [
            (json!("alice"), r#""alice""#),
            (json!("7"), r#""7""#),
            (json!(7), "7"),
            (json!(7.0), "7"),
            (json!(-0.0), "0"),
            (json!(7.5), "7.5"),
            (json!(u64::MAX), "18446744073709551615"),
            (json!(null), "null"),
            (json!("null"), r#""null""#),
            (json!([1, [true]]), "[1,[true]]"),
            (json!({ "b": 1.0, "a": "x\"y" }), r#"{"a":"x\"y","b":1}"#),
        ] {
            assert_eq!(canonical(&value), text);
        }
    }
}
