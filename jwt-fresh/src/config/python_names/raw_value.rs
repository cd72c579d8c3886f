//! [`RawValue`]: a value given for an option by its Python name, and its conversions.

use std::{borrow::Cow, time::Duration};

use serde_json::Value;

use crate::{
    config::values::lifetime::Lifetime, error::config_error::ConfigError,
    keys::secret_bytes::SecretBytes,
};

/// A value as it was given, before it is parsed.
#[derive(Clone, Copy)]
pub(crate) enum RawValue<'v> {
    /// The text of an environment variable.
    Text(&'v str),
    /// An environment variable that is not UTF-8.
    NotText,
    /// The JSON form of a Python value.
    Json(&'v Value),
}

/// What the option accepts: the error for any other value.
pub(crate) struct Expected(pub(crate) &'static str);

/// A list of strings; a single string is a list of one.
pub(crate) struct List {
    pub(crate) items: Vec<String>,
    /// Whether it was given as a list.
    pub(crate) is_array: bool,
}

impl RawValue<'_> {
    /// A string that is not empty.
    pub(crate) fn text(self) -> Result<String, Expected> {
        self.optional_text()
            .ok()
            .flatten()
            .ok_or(Expected("a string that is not empty"))
    }

    /// A string; `None` for an empty one and for Python's `None`.
    pub(crate) fn optional_text(self) -> Result<Option<String>, Expected> {
        let text = match self {
            Self::Text(text) => text,
            Self::Json(Value::String(text)) => text,
            Self::Json(Value::Null) => "",
            Self::Json(_) | Self::NotText => return Err(Expected("a string, or none")),
        };
        Ok(Some(text.to_owned()).filter(|text| !text.is_empty()))
    }

    /// A string that passes a check.
    pub(crate) fn checked_text(
        self,
        is_valid: impl FnOnce(&str) -> bool,
        expected: &'static str,
    ) -> Result<Cow<'static, str>, Expected> {
        match self.text() {
            Ok(text) if is_valid(&text) => Ok(text.into()),
            _ => Err(Expected(expected)),
        }
    }

    /// A boolean: `true`, `false`, `1` or `0`.
    pub(crate) fn switch(self) -> Result<bool, Expected> {
        let word = |word: &str| match word.to_ascii_lowercase().as_str() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        };
        match self {
            Self::Text(text) => word(text),
            Self::Json(Value::Bool(on)) => Some(*on),
            Self::Json(Value::Number(number)) => word(&number.to_string()),
            Self::Json(_) | Self::NotText => None,
        }
        .ok_or(Expected("true or false"))
    }

    /// A lifetime in whole seconds; Python's `False` is "never expires".
    ///
    /// Zero, which Python takes for "never expires", is rejected.
    pub(crate) fn lifetime(self) -> Result<Lifetime, Expected> {
        let seconds = match self {
            Self::Text(text) if text.eq_ignore_ascii_case("false") => return Ok(Lifetime::Never),
            Self::Text(text) => text.parse().ok(),
            Self::Json(Value::Bool(false)) => return Ok(Lifetime::Never),
            Self::Json(Value::Number(number)) => number.as_i64(),
            Self::Json(_) | Self::NotText => None,
        };
        seconds
            .filter(|seconds| *seconds != 0)
            .map(Lifetime::Seconds)
            .ok_or(Expected(
                "a whole number of seconds other than zero, or false for never",
            ))
    }

    /// A leeway in seconds.
    pub(crate) fn leeway(self) -> Result<Duration, Expected> {
        let seconds: Option<f64> = match self {
            Self::Text(text) => text.parse().ok(),
            Self::Json(Value::Number(number)) => number.as_f64(),
            Self::Json(_) | Self::NotText => None,
        };
        seconds
            .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
            .filter(|leeway| *leeway <= ConfigError::MAX_LEEWAY)
            .ok_or(Expected("a number of seconds from 0 to 300"))
    }

    /// A secret; `None` for an empty string and for Python's `None`.
    pub(crate) fn secret(self) -> Result<Option<SecretBytes>, Expected> {
        Ok(self.optional_text()?.map(SecretBytes::from))
    }

    /// The text of a PEM file, or `None`. The parser takes written-out line breaks.
    pub(crate) fn pem(self) -> Result<Option<SecretBytes>, Expected> {
        self.secret()
            .map_err(|_| Expected("the text of a PEM file, or none"))
    }

    /// A list of strings, given as a list or as a single string; Python's `None` is an empty list.
    pub(crate) fn list(self) -> Result<List, Expected> {
        let array = |value: &Value| match value {
            Value::Null => Some(Vec::new()),
            Value::Array(items) => items
                .iter()
                .map(|item| item.as_str().map(str::to_owned))
                .collect(),
            _ => None,
        };
        let (items, is_array) = match self {
            Self::Json(Value::String(one)) => (Some(vec![one.clone()]), false),
            Self::Json(value) => (array(value), true),
            Self::Text(text) if text.trim_start().starts_with('[') => (
                serde_json::from_str(text).ok().as_ref().and_then(array),
                true,
            ),
            Self::Text(text) => {
                let items: Vec<_> = words(text).collect();
                let is_array = items.len() != 1;
                (Some(items), is_array)
            }
            Self::NotText => (None, false),
        };
        items
            .map(|items| List { items, is_array })
            .ok_or(Expected("a string or a list of strings"))
    }

    /// The value, unless it is Python's `None`.
    pub(crate) fn not_null(self) -> Result<Self, Expected> {
        match self {
            Self::Json(Value::Null) => Err(Expected("a string or a list of strings")),
            given => Ok(given),
        }
    }

    /// A list whose items are parsed one by one.
    pub(crate) fn list_of<T>(
        self,
        read: impl Fn(&str) -> Option<T>,
        expected: &'static str,
    ) -> Result<Vec<T>, Expected> {
        let list = self.list().map_err(|_| Expected(expected))?;
        list.items
            .iter()
            .map(|item| read(item).ok_or(Expected(expected)))
            .collect()
    }
}

/// The items of a comma-separated list.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
}
