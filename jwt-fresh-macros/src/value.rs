//! What an argument may hold: one variant and one parser for each shape.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::Token;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;

use crate::attribute::JwtAttribute;
use crate::runtime_path::RuntimePath;

/// The value of one argument.
pub(crate) enum Value {
    /// `fresh`: it is there, and that is all.
    Flag,
    /// `crate = ::path`
    Runtime(RuntimePath),
}

impl Value {
    /// The call on the `Policy` that the argument becomes, if it is part of the policy.
    pub(crate) fn policy_call(&self, name: &str) -> Option<TokenStream> {
        let method = Ident::new(name, Span::mixed_site());
        match self {
            Self::Flag => Some(quote!(.#method())),
            Self::Runtime(_) => None,
        }
    }
}

/// The argument whose value is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key<'a> {
    /// The attribute that the argument stands in.
    pub(crate) attribute: JwtAttribute,
    pub(crate) name: &'a str,
    pub(crate) span: Span,
}

/// Nothing; a value, as Python writes one, gets the spelling without it.
pub(crate) fn flag(key: Key<'_>, input: ParseStream<'_>) -> syn::Result<Value> {
    let Key {
        attribute, name, ..
    } = key;
    let span = if input.peek(Token![=]) {
        input.parse::<Token![=]>()?.span
    } else if input.cursor().any_group().is_some() {
        let span = input.parse::<Group>()?.span();
        return Err(syn::Error::new(span, takes_no_value(name)));
    } else {
        return Ok(Value::Flag);
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
        _ => takes_no_value(name),
    };
    Err(syn::Error::new(value.span(), message))
}

fn takes_no_value(name: &str) -> String {
    format!("`{name}` takes no value; write `{name}` alone")
}

/// `= ::path`
pub(crate) fn runtime(key: Key<'_>, input: ParseStream<'_>) -> syn::Result<Value> {
    if input.peek(Token![=]) && !input.peek2(syn::parse::End) {
        input.parse::<Token![=]>()?;
        return input.parse().map(Value::Runtime);
    }
    Err(syn::Error::new(
        key.span,
        "`crate` needs a path; write `crate = ::jwt_fresh`",
    ))
}
