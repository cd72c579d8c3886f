//! Generates the expression for the function of `verify = path::to::function`.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens as _, quote_spanned};
use syn::ExprPath;

use crate::expand::spans::{ends, respanned};

/// `private::CheckFunction::into_check(path::to::function)`
///
/// The expression begins and ends where the path does, so that rustc merges what it reports for the
/// function and for the call.
pub(crate) fn custom_check(function: &ExprPath, private: &TokenStream) -> TokenStream {
    let (first, last) = ends(&function.to_token_stream());
    let at = first.resolved_at(Span::mixed_site());
    let into_check = Ident::new("into_check", last);
    let mut call = Group::new(Delimiter::Parenthesis, function.to_token_stream());
    call.set_span(last);
    let private = respanned(private, at);
    quote_spanned!(at=> #private::CheckFunction::#into_check #call)
}
