//! `locations(..)`: where a handler's token may travel.

use proc_macro2::{Ident, Span};
use syn::parse::ParseStream;

use crate::diagnostics::suggest;
use crate::list::ListOf;
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
    takes_any: false,
    check,
};

/// `("headers", "cookies")`
pub(crate) fn value(key: Key<'_>, input: ParseStream<'_>) -> syn::Result<Value> {
    let typed = LIST.read(key, input)?;
    let variants = typed.iter().filter_map(|item| variant(&item.value()));
    let variants = variants.map(|variant| Ident::new(variant, Span::mixed_site()));
    Ok(Value::Locations(variants.collect()))
}

fn variant(typed: &str) -> Option<&'static str> {
    let found = LOCATIONS.iter().find(|(name, _)| *name == typed);
    found.map(|(_, variant)| *variant)
}

fn check(typed: &str) -> Result<(), String> {
    if variant(typed).is_some() {
        return Ok(());
    }
    let names = LOCATIONS.iter().map(|(name, _)| *name);
    let listed: Vec<String> = names.clone().map(|name| format!("`{name}`")).collect();
    let listed = listed.join(", ");
    Err(match suggest::nearest(typed, names) {
        Some(meant) => format!(
            "unknown location `{typed}`; did you mean `{meant}`? (expected one of: {listed})"
        ),
        None => format!("unknown location `{typed}`; expected one of: {listed}"),
    })
}
