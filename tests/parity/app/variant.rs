//! The file of variants: a configuration and a list of features under each name.

use std::{fs, path::Path};

use serde_json::{Map, Value};

use super::args::Args;

/// The order in which the locations of a set are searched; Python's own changes with each start.
const SET_ORDER: &[&str] = &["headers", "cookies", "query_string", "json"];

/// One configuration of the app.
#[derive(Debug)]
pub struct Variant {
    /// Options under their Python names, as the JSON form of their values.
    pub options: Map<String, Value>,
    features: Vec<String>,
}

impl Variant {
    pub fn load(args: &Args) -> Result<Self, String> {
        let path = args.variants.as_path();
        let read = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let text = fs::read_to_string(path).map_err(|error| read(&error))?;
        let all: Value = serde_json::from_str(&text).map_err(|error| read(&error))?;
        let variant = all
            .get(&args.variant)
            .ok_or_else(|| read(&format!("there is no variant `{}`", args.variant)))?;

        let mut options = Map::new();
        for (name, value) in variant["config"].as_object().into_iter().flatten() {
            options.insert(name.clone(), plain(value, path)?);
        }
        let features = variant["features"].as_array().into_iter().flatten();
        Ok(Self {
            options,
            features: features
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
        })
    }

    /// Whether a feature is asked for.
    pub fn has(&self, feature: &str) -> bool {
        self.features.iter().any(|name| name == feature)
    }

    /// Whether the app loads users.
    pub fn loads_users(&self) -> bool {
        self.features
            .iter()
            .any(|name| name.starts_with("user_loader"))
    }
}

/// A value with what JSON has no word for filled in: the text of a file, a set, a timedelta.
fn plain(value: &Value, variants: &Path) -> Result<Value, String> {
    let Some(object) = value.as_object().filter(|object| object.len() == 1) else {
        return Ok(value.clone());
    };
    match object.iter().next() {
        Some((name, Value::String(file))) if name == "$file" => {
            let path = variants.with_file_name(file);
            fs::read_to_string(&path)
                .map(Value::from)
                .map_err(|error| format!("{}: {error}", path.display()))
        }
        Some((name, Value::Array(items))) if name == "$set" => Ok(set(items)),
        Some((name, value)) if name == "$timedelta" || name == "$seconds" => Ok(seconds(value)),
        _ => Ok(value.clone()),
    }
}

/// A set as a list: locations in an order of their own, all else as it stands.
fn set(items: &[Value]) -> Value {
    let mut items = items.to_vec();
    items.sort_by_key(|item| SET_ORDER.iter().position(|name| item == name));
    items.dedup();
    items.into()
}

/// A timedelta in seconds, given as such or in several units.
fn seconds(timedelta: &Value) -> Value {
    const UNITS: &[(&str, i64)] = &[
        ("weeks", 604_800),
        ("days", 86_400),
        ("hours", 3600),
        ("minutes", 60),
        ("seconds", 1),
    ];
    let Some(units) = timedelta.as_object() else {
        // A float that is whole: to the options, `60.0` is a float and no lifetime.
        return match timedelta.to_string().strip_suffix(".0") {
            Some(whole) => whole.parse::<i64>().map_or(Value::Null, Value::from),
            None => timedelta.clone(),
        };
    };
    let given = |(unit, size): &(&str, i64)| Some(units.get(*unit)?.as_i64()? * size);
    UNITS.iter().filter_map(given).sum::<i64>().into()
}
