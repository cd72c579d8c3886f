//! Spans of generated tokens: the ends of a token stream, and tokens moved to another span.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens as _;
use syn::{Path, Token};

/// The spans of the first and the last token.
pub(crate) fn ends(tokens: &TokenStream) -> (Span, Span) {
    let mut spans = tokens.clone().into_iter().map(|token| token.span());
    let first = spans.next().unwrap_or_else(Span::call_site);
    (first, spans.last().unwrap_or(first))
}

/// The same tokens located at `span`. Their hygiene stays as it is.
pub(crate) fn respanned(tokens: &TokenStream, span: Span) -> TokenStream {
    let tokens = tokens.clone().into_iter().map(|mut token| {
        token.set_span(token.span().located_at(span));
        token
    });
    tokens.collect()
}

/// `path` with its leading `::`, if it has one, at `span`, so that rustc reports an expression
/// that begins with the path at `span`.
pub(crate) fn path_starting_at(path: &Path, span: Span) -> TokenStream {
    let mut path = path.clone();
    path.leading_colon = path.leading_colon.map(|_| Token![::](span));
    path.into_token_stream()
}
