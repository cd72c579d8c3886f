//! A string of an argument: a literal, or the path of a `const`.

use proc_macro2::Span;
use quote::ToTokens as _;
use syn::parse::ParseStream;
use syn::spanned::Spanned as _;
use syn::{ExprPath, LitStr};

use crate::parse::arguments::comma_separated::is_end;

/// `"admin"` or `roles::ADMIN`.
#[derive(Clone)]
pub(crate) enum Text {
    Literal(LitStr),
    Constant(ExprPath),
}

impl Text {
    /// The source: `"admin"` in quotes, or the path without spaces.
    pub(crate) fn written(&self) -> String {
        match self {
            Self::Literal(literal) => format!("{:?}", literal.value()),
            Self::Constant(path) => path.to_token_stream().to_string().replace(' ', ""),
        }
    }

    /// Where it begins.
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Literal(literal) => literal.span(),
            Self::Constant(path) => path.span(),
        }
    }
}

/// Parses the path of a constant, up to the comma.
///
/// A single name with lower-case letters is none: it is a string without its quotes.
pub(crate) fn constant(input: ParseStream<'_>) -> Option<ExprPath> {
    let ahead = input.fork();
    let path: ExprPath = ahead.parse().ok().filter(|_| is_end(&ahead))?;
    let is_constant = path.path.get_ident().is_none_or(|name| {
        let name = name.to_string();
        !name.contains(|letter: char| letter.is_lowercase())
    });
    if !is_constant {
        return None;
    }
    input.parse().ok()
}
