//! Helpers for token streams: invisible groups, `impl`, and lifetimes.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

/// The tokens without invisible groups, in which a `macro_rules!` wraps its fragments.
pub(crate) fn ungrouped(tokens: TokenStream) -> TokenStream {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                ungrouped(group.stream())
            }
            token => token.into(),
        })
        .collect()
}

/// The span of the first `impl`, at any depth.
pub(crate) fn find_impl(tokens: TokenStream) -> Option<Span> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) if ident == "impl" => Some(ident.span()),
        TokenTree::Group(group) => find_impl(group.stream()),
        _ => None,
    })
}

/// The tokens with the name of each lifetime (`a` in `'a`) replaced by what `replace` returns.
pub(crate) fn map_lifetimes(
    tokens: TokenStream,
    replace: &mut dyn FnMut(Ident) -> Ident,
) -> TokenStream {
    let mut after_quote = false;
    let tokens = tokens.into_iter().map(|token| {
        let is_lifetime = after_quote;
        after_quote = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\'');
        match token {
            TokenTree::Ident(name) if is_lifetime => replace(name).into(),
            TokenTree::Group(group) => {
                let stream = map_lifetimes(group.stream(), replace);
                let mut mapped = Group::new(group.delimiter(), stream);
                mapped.set_span(group.span());
                mapped.into()
            }
            token => token,
        }
    });
    tokens.collect()
}
