//! The errors of one expansion, collected so that one build shows them all.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};

/// The mistakes found so far.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    errors: Option<syn::Error>,
}

impl Problems {
    /// Notes a mistake at the token to blame.
    pub(crate) fn at(&mut self, span: Span, message: impl Display) {
        self.push(syn::Error::new(span, message));
    }

    /// Notes a mistake that a parser found.
    pub(crate) fn push(&mut self, error: syn::Error) {
        match &mut self.errors {
            Some(errors) => errors.combine(error),
            None => self.errors = Some(error),
        }
    }

    /// Notes what was found elsewhere.
    pub(crate) fn append(&mut self, found: Self) {
        if let Some(errors) = found.errors {
            self.push(errors);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.errors.is_none()
    }

    /// All mistakes as one error, if there are any.
    pub(crate) fn into_result(self) -> syn::Result<()> {
        self.errors.map_or(Ok(()), Err)
    }

    /// One `compile_error!` for each mistake.
    pub(crate) fn into_compile_errors(self) -> TokenStream {
        self.errors
            .map(syn::Error::into_compile_error)
            .unwrap_or_default()
    }
}
