//! The text of a JSON number: as a `serde_json` number, and in a canonical form.

use std::fmt::Write;

use serde_json::{Number, Value};

/// Integers of up to this many digits, those of `u64`, are written out in the canonical form.
const PLAIN_DIGITS: i128 = 20;

/// A number as a `serde_json` value: an integer beyond `u64` and `i64`, and a float beyond `f64`, is
/// shown as its text.
///
/// A float is the nearest `f64`.
pub(crate) fn shown(text: &str) -> Value {
    number(text).map_or_else(|| Value::from(text), Value::Number)
}

fn number(text: &str) -> Option<Number> {
    if !is_integer(text) {
        return text.parse().ok().and_then(Number::from_f64);
    }
    let unsigned = text.parse::<u64>().map(Number::from);
    unsigned
        .or_else(|_| text.parse::<i64>().map(Number::from))
        .ok()
}

/// Whether a number has neither fraction nor exponent.
pub(crate) fn is_integer(text: &str) -> bool {
    !text.contains(['.', 'e', 'E'])
}

/// Writes a number so that two numbers have the same text if and only if they are equal.
///
/// An integer is written out if it has no trailing zeros or at most 20 digits; anything else is
/// digits and a power of ten, `15e-1`. An exponent is never expanded beyond that.
pub(crate) fn write_canonical(text: &str, key: &mut String) {
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(unsigned) => ("-", unsigned),
        None => ("", text),
    };
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    let digits = digits.trim_start_matches('0');
    let significant = digits.trim_end_matches('0');
    if significant.is_empty() {
        key.push('0');
        return;
    }
    key.push_str(sign);
    key.push_str(significant);
    // Both lengths are those of a text in memory.
    let length = |text: &str| i128::try_from(text.len()).unwrap_or(i128::MAX >> 1);
    let shift = length(digits) - length(significant) - length(fraction);
    let _ = match exponent.parse::<i64>() {
        Ok(exponent) => match i128::from(exponent) + shift {
            0 => return,
            zeros if zeros > 0 && length(significant) + zeros <= PLAIN_DIGITS => {
                key.extend((0..zeros).map(|_| '0'));
                return;
            }
            power => write!(key, "e{power}"),
        },
        // An exponent of 19 digits and more is not added up: two of its spellings count as different.
        Err(_) => write!(key, "e{shift}+{exponent}"),
    };
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn canonical(text: &str) -> String {
        let mut key = String::new();
        write_canonical(text, &mut key);
        key
    }

    #[test]
    fn equal_numbers_have_one_canonical_text() {
        for (texts, key) in [
            (
                &["0", "-0", "0.0", "0e99999999999999999999", "0E5"][..],
                "0",
            ),
            (&["7", "7.0", "7e0", "70e-1", "0.7E+1", "0.0007e4"], "7"),
            (
                &[
                    "100",
                    "1e2",
                    "100.00",
                    "10000e-2",
                    "1E+00000000000000000000002",
                ],
                "100",
            ),
            (&["-1.5", "-15e-1", "-1.50"], "-15e-1"),
            (&["10000000000000000000", "1e19"], "10000000000000000000"),
            (&["100000000000000000000", "1e20"], "1e20"),
            (&["1e1000000000000", "10e999999999999"], "1e1000000000000"),
            (&["18446744073709551616"], "18446744073709551616"),
            (
                &["340282366920938463463374607431768211457"],
                "340282366920938463463374607431768211457",
            ),
            (&["9223372036854775807"], "9223372036854775807"),
        ] {
            for text in texts {
                assert_eq!(canonical(text), key, "{text}");
            }
        }
    }

    #[test]
    fn different_numbers_have_different_canonical_texts() {
        let texts = [
            "9007199254740992",
            "9007199254740993",
            "9007199254740992.5",
            "0.1",
            "0.1000000000000000055",
            "1e400",
            "1e401",
            "1e-400",
            "1e99999999999999999999",
            "1e99999999999999999998",
            "1e-99999999999999999999",
            "-1e400",
            "18446744073709551616",
            "18446744073709551617",
        ];
        let keys: std::collections::HashSet<_> = texts.into_iter().map(canonical).collect();
        assert_eq!(keys.len(), texts.len());
    }

    #[test]
    fn floats_are_the_nearest_and_nothing_is_refused() {
        for (text, value) in [
            ("18446744073709551615", json!(u64::MAX)),
            ("-9223372036854775808", json!(i64::MIN)),
            ("-0", json!(0)),
            ("1.0", json!(1.0)),
            // Without the feature `float_roundtrip`, serde_json is off by one digit here.
            ("122.416294033786585", json!(122.416_294_033_786_58)),
            ("1e-400", json!(0.0)),
            ("18446744073709551616", json!("18446744073709551616")),
            ("-9223372036854775809", json!("-9223372036854775809")),
            ("1e400", json!("1e400")),
        ] {
            assert_eq!(shown(text), value, "{text}");
        }
    }
}
