//! Parses `locations(..)`: where a handler accepts its token.

use syn::ExprPath;
use syn::parse::ParseStream;

use crate::diagnostics::suggest::nearest;
use crate::parse::arguments::key::Key;
use crate::parse::arguments::list::ListOf;
use crate::parse::text::Text;

/// Where a request may carry its token.
#[derive(Clone)]
pub(crate) enum Location {
    Headers,
    Cookies,
    QueryString,
    Json,
    /// The path of a `const` with the name.
    Constant(ExprPath),
}

/// The Python name of each location.
const NAMES: [(&str, Location); 4] = [
    ("headers", Location::Headers),
    ("cookies", Location::Cookies),
    ("query_string", Location::QueryString),
    ("json", Location::Json),
];

const LIST: ListOf = ListOf {
    noun: "location",
    example: r#""headers", "cookies""#,
    takes_any: false,
    check,
};

/// `("headers", "cookies")`
pub(crate) fn parse(key: Key<'_>, input: ParseStream<'_>) -> syn::Result<Vec<Location>> {
    let names = LIST.parse(key, input)?;
    let locations = names.iter().filter_map(|name| match name {
        Text::Literal(name) => named(&name.value()),
        Text::Constant(path) => Some(Location::Constant(path.clone())),
    });
    Ok(locations.collect())
}

fn named(typed: &str) -> Option<Location> {
    let found = NAMES.iter().find(|(name, _)| *name == typed);
    found.map(|(_, location)| location.clone())
}

fn check(typed: &str) -> Result<(), String> {
    if named(typed).is_some() {
        return Ok(());
    }
    let names = NAMES.iter().map(|(name, _)| *name);
    let listed: Vec<String> = names.clone().map(|name| format!("`{name}`")).collect();
    let listed = listed.join(", ");
    Err(match nearest(typed, names) {
        Some(meant) => format!(
            "unknown location `{typed}`; did you mean `{meant}`? (expected one of: {listed})"
        ),
        None => format!("unknown location `{typed}`; expected one of: {listed}"),
    })
}
