//! The error for an attribute on an item that is not a function.

use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Visibility};

use crate::attribute::JwtAttribute;

/// The keyword of an item, the name of the item with its article, and what to do instead.
const ITEMS: [(&str, &str, &str); 12] = [
    (
        "impl",
        "an `impl` block",
        "move the handlers to free functions and put it on each",
    ),
    (
        "trait",
        "a trait",
        "move the handlers to free functions and put it on each",
    ),
    ("mod", "a module", "put it on each handler"),
    ("struct", "a struct", ON_HANDLER),
    ("enum", "an enum", ON_HANDLER),
    ("union", "a union", ON_HANDLER),
    ("type", "a type alias", ON_HANDLER),
    ("const", "a constant", ON_HANDLER),
    ("static", "a static", ON_HANDLER),
    ("use", "an import", ON_HANDLER),
    ("extern", "an `extern` block", ON_HANDLER),
    ("macro_rules", "a macro", ON_HANDLER),
];

const ON_HANDLER: &str = "put it on the handler";

/// The error for `item`, which failed to parse as a function with `cause`.
pub(crate) fn wrong_item(
    attribute: JwtAttribute,
    item: TokenStream,
    cause: &syn::Error,
) -> syn::Error {
    let keyword = |input: ParseStream<'_>| {
        input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        let mut found = None;
        while found.is_none() && !input.is_empty() {
            found = match_item(&input.call(Ident::parse_any)?);
        }
        input.parse::<TokenStream>()?;
        Ok(found)
    };
    match keyword.parse2(item) {
        Ok(Some((span, name, remedy))) => syn::Error::new(
            span,
            format!("`{attribute}` goes on an `async fn`, not on {name}; {remedy}"),
        ),
        _ => syn::Error::new(cause.span(), format!("`{attribute}` goes on an `async fn`")),
    }
}

fn match_item(word: &Ident) -> Option<(Span, &'static str, &'static str)> {
    let (_, name, remedy) = ITEMS.iter().find(|(keyword, ..)| word == keyword)?;
    Some((word.span(), name, remedy))
}
