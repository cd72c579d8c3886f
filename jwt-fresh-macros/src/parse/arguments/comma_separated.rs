//! Parses a comma-separated list, and continues after an error.

use proc_macro2::{TokenStream, TokenTree};
use syn::Token;
use syn::parse::{ParseStream, Parser as _};

use crate::diagnostics::errors::Errors;

/// Parses `tokens` with `parse_item`, which parses one item up to the comma.
///
/// An error is recorded, and parsing continues after the next comma.
pub(crate) fn parse_comma_separated(
    tokens: TokenStream,
    errors: &mut Errors,
    mut parse_item: impl FnMut(ParseStream<'_>) -> syn::Result<()>,
) {
    let parse_all = |input: ParseStream<'_>| {
        while !input.is_empty() {
            if let Err(error) = parse_item(input) {
                errors.push(error);
                while !is_end(input) {
                    input.parse::<TokenTree>()?;
                }
            }
            input.parse::<Option<Token![,]>>()?;
        }
        Ok(())
    };
    if let Err(error) = parse_all.parse2(tokens) {
        errors.push(error);
    }
}

/// Whether the current item ends here.
pub(crate) fn is_end(input: ParseStream<'_>) -> bool {
    input.is_empty() || input.peek(Token![,])
}
