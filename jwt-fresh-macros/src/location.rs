//! `locations(..)`: where a handler's token may travel.

use proc_macro2::{Ident, Span};
use syn::parse::ParseStream;

use crate::diagnostics::Problems;
use crate::list::ListOf;
use crate::suggest;
use crate::value::{Key, Value};

/// Each location: its Python name, and its variant of `TokenLocation`.
const LOCATIONS: [(&str, &str); 4] = [
    ("headers", "Headers"),
    ("cookies", "Cookies"),
    ("query_string", "QueryString"),
    ("json", "Json"),
];

const LIST: ListOf = ListOf {
    noun: "location",
    example: r#""headers", "cookies""#,
};

/// `("headers", "cookies")`
pub(crate) fn value(key: Key<'_>, input: ParseStream<'_>) -> syn::Result<Value> {
    let mut problems = Problems::default();
    let mut variants = Vec::new();
    for item in LIST.read(key, input)? {
        let typed = item.value();
        match LOCATIONS.iter().find(|(name, _)| *name == typed) {
            Some((_, variant)) => variants.push(Ident::new(variant, Span::mixed_site())),
            None => problems.at(item.span(), unknown(&typed)),
        }
    }
    problems.into_result().map(|()| Value::Locations(variants))
}

fn unknown(typed: &str) -> String {
    let names = LOCATIONS.iter().map(|(name, _)| *name);
    let listed: Vec<String> = names.clone().map(|name| format!("`{name}`")).collect();
    let listed = listed.join(", ");
    match suggest::nearest(typed, names) {
        Some(meant) => format!(
            "unknown location `{typed}`; did you mean `{meant}`? (expected one of: {listed})"
        ),
        None => format!("unknown location `{typed}`; expected one of: {listed}"),
    }
}
