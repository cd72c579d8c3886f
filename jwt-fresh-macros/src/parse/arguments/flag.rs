//! Parses the boolean arguments: flags such as `fresh`, and `verify_type = false`.

use proc_macro2::{Group, Ident, TokenTree};
use syn::Token;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;

use crate::parse::arguments::key::{AfterName, Key};

/// Parses nothing: a flag has no value. The error for a value, as in Python's `fresh=True`, says
/// what to write instead.
pub(crate) fn parse(key: Key<'_>, input: ParseStream<'_>) -> syn::Result<()> {
    let Key {
        attribute, name, ..
    } = key;
    let span = if input.peek(Token![=]) {
        input.parse::<Token![=]>()?.span
    } else if input.cursor().any_group().is_some() {
        let span = input.parse::<Group>()?.span();
        return Err(syn::Error::new(span, takes_no_value(name)));
    } else {
        return Ok(());
    };
    let Ok(value) = input.call(Ident::parse_any) else {
        let span = input
            .parse::<TokenTree>()
            .map_or(span, |value| value.span());
        return Err(syn::Error::new(span, takes_no_value(name)));
    };
    let message = match value.to_string().as_str() {
        "false" | "False" if attribute.presets().contains(&name) => {
            format!("`{name}` cannot be turned off in `{attribute}`; use `#[jwt_required]`")
        }
        "false" | "False" => {
            format!("`{name}` takes no value and is off unless written; remove it")
        }
        "timedelta" | "Duration" if name == "fresh" => {
            "`fresh` takes no value; write `max_age = \"5m\"` for a login at most that long ago"
                .to_owned()
        }
        _ => takes_no_value(name),
    };
    Err(syn::Error::new(value.span(), message))
}

fn takes_no_value(name: &str) -> String {
    format!("`{name}` takes no value; write `{name}` alone")
}

/// `= false`, the only value that differs from the default.
pub(crate) fn parse_off(key: Key<'_>, input: ParseStream<'_>) -> syn::Result<()> {
    let name = key.name;
    let after = AfterName::parse(input)?;
    let word = after.token.as_ref().map(ToString::to_string);
    let message = match (after.equals, word.as_deref()) {
        (Some(_), Some("false")) => return Ok(()),
        (Some(_), Some("true" | "True")) => {
            format!("`{name}` is `true` unless `{name} = false` is written; remove it")
        }
        _ => format!("`{name}` takes a value; write `{name} = false`"),
    };
    Err(syn::Error::new(after.span(key), message))
}
