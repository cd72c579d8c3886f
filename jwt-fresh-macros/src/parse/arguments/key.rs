//! The name of an argument, and the single token after it.

use proc_macro2::{Span, TokenTree};
use syn::Token;
use syn::parse::ParseStream;

use crate::attribute::JwtAttribute;
use crate::parse::arguments::comma_separated::is_end;

/// The argument whose value is parsed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key<'a> {
    /// The attribute that the argument belongs to.
    pub(crate) attribute: JwtAttribute,
    pub(crate) name: &'a str,
    pub(crate) span: Span,
}

/// The tokens after a name: `= token`, `(..)`, or nothing.
pub(crate) struct AfterName {
    pub(crate) equals: Option<Token![=]>,
    pub(crate) token: Option<TokenTree>,
}

impl AfterName {
    pub(crate) fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let equals = input.parse()?;
        let token = (!is_end(input)).then(|| input.parse()).transpose()?;
        Ok(Self { equals, token })
    }

    /// The span for an error: that of the value, or of the name if there is no value.
    pub(crate) fn span(&self, key: Key<'_>) -> Span {
        self.token.as_ref().map_or(key.span, TokenTree::span)
    }
}
