//! Parses `max_age = "5m"`: the maximum time since the login.

use proc_macro2::TokenTree;
use syn::parse::ParseStream;
use syn::parse::discouraged::Speculative as _;
use syn::{Lit, LitStr, Token};

use crate::parse::arguments::key::{AfterName, Key};
use crate::parse::arguments::value::Value;
use crate::parse::text::constant;

/// Each unit: its letter, other spellings that messages recognize, and its length in seconds.
const UNITS: [(&str, &[&str], u64); 4] = [
    ("s", &["sec", "secs", "second", "seconds"], 1),
    ("m", &["min", "mins", "minute", "minutes"], 60),
    ("h", &["hr", "hrs", "hour", "hours"], 60 * 60),
    ("d", &["day", "days"], 24 * 60 * 60),
];

const GRAMMAR: &str = "write a number and one of `s`, `m`, `h`, `d`, such as `max_age = \"5m\"`";

/// `= "5m"` in seconds, or `= WINDOW`.
pub(crate) fn parse(key: Key<'_>, input: ParseStream<'_>) -> syn::Result<Value> {
    if input.peek(Token![=]) && !input.peek2(LitStr) {
        let ahead = input.fork();
        ahead.parse::<Token![=]>()?;
        if let Some(path) = constant(&ahead) {
            input.advance_to(&ahead);
            return Ok(Value::Constant(path));
        }
    }
    let after = AfterName::parse(input)?;
    let message = match (after.equals, &after.token) {
        (_, None) => format!("`max_age` needs a time; {GRAMMAR}"),
        (Some(_), Some(TokenTree::Literal(literal))) => match Lit::new(literal.clone()) {
            Lit::Str(text) => return seconds(&text).map(Value::Seconds),
            number => format!(
                "`max_age` takes a string with a unit; write `max_age = \"{}\"`",
                with_unit(&number)
            ),
        },
        (Some(_), Some(TokenTree::Punct(minus))) if minus.as_char() == '-' => NEGATIVE.to_owned(),
        (Some(_), Some(_)) => format!("`max_age` takes a string; {GRAMMAR}"),
        (None, Some(token)) => match string_in(token) {
            Some(text) => format!("`max_age` needs a `=`; write `max_age = {text:?}`"),
            None => format!("`max_age` takes a string; {GRAMMAR}"),
        },
    };
    Err(syn::Error::new(after.span(key), message))
}

/// The string in `("5m")`, or the string itself.
fn string_in(token: &TokenTree) -> Option<String> {
    let tokens = match token {
        TokenTree::Group(group) => group.stream(),
        other => other.clone().into(),
    };
    syn::parse2::<LitStr>(tokens).ok().map(|text| text.value())
}

const NEGATIVE: &str =
    "`max_age` is negative, so no token would pass; write a time such as `max_age = \"5m\"`";

/// `300s` for `300`, `5m` for `5m`: a number literal as a string with a unit.
fn with_unit(number: &Lit) -> String {
    match number {
        Lit::Int(number) if number.suffix().is_empty() => format!("{number}s"),
        Lit::Int(number) if UNITS.iter().any(|(unit, ..)| *unit == number.suffix()) => {
            number.to_string()
        }
        _ => "5m".to_owned(),
    }
}

/// The seconds in `"5m"`.
fn seconds(text: &LitStr) -> syn::Result<u64> {
    parse_duration(&text.value()).map_err(|message| syn::Error::new(text.span(), message))
}

fn parse_duration(typed: &str) -> Result<u64, String> {
    let text = typed.trim();
    if text.starts_with('-') {
        return Err(NEGATIVE.to_owned());
    }
    let (number, unit) = text.split_at(
        text.find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(text.len()),
    );
    if number.is_empty() {
        return Err(format!("{typed:?} is no time; {GRAMMAR}"));
    }
    if unit.is_empty() {
        return Err(format!(
            "{typed:?} has no unit; write `max_age = \"{number}s\"` for seconds, \
             `\"{number}m\"` for minutes"
        ));
    }
    let Some((_, _, seconds)) = UNITS.iter().find(|(letter, ..)| *letter == unit) else {
        let meant = unit.trim().to_lowercase();
        let meant = UNITS
            .iter()
            .find(|(letter, words, _)| *letter == meant || words.contains(&meant.as_str()));
        return Err(match meant {
            Some((letter, ..)) => {
                format!("{typed:?} is no time; write `max_age = \"{number}{letter}\"`")
            }
            None => format!("{typed:?} is no time; {GRAMMAR}"),
        });
    };
    match number
        .parse::<u64>()
        .ok()
        .and_then(|n| n.checked_mul(*seconds))
    {
        Some(0) => Err(
            "`max_age` is zero, so no token would pass; write a time such as `max_age = \"5m\"`"
                .to_owned(),
        ),
        Some(seconds) if text == typed => Ok(seconds),
        Some(_) => Err(format!("{typed:?} is no time; write `max_age = {text:?}`")),
        None => Err(format!("{typed:?} is too long a time; {GRAMMAR}")),
    }
}

#[cfg(test)]
mod tests {
    use super::parse_duration;

    #[test]
    fn each_unit_is_counted_in_seconds() {
        for (typed, seconds) in [
            ("1s", 1),
            ("90s", 90),
            ("5m", 300),
            ("2h", 7200),
            ("1d", 86400),
            ("010m", 600),
        ] {
            assert_eq!(parse_duration(typed), Ok(seconds), "{typed}");
        }
    }

    #[test]
    fn other_spellings_are_rejected() {
        for typed in [
            "",
            "m",
            "5",
            "0s",
            "-5m",
            "+5m",
            "5 m",
            "5M",
            "5min",
            " 5m",
            "5m ",
            "1h30m",
            "1.5h",
            "5ms",
            "٥m",
            "213503982334602d",
            "99999999999999999999s",
        ] {
            assert!(parse_duration(typed).is_err(), "{typed}");
        }
    }
}
