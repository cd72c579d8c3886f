//! What an argument may hold: one variant for each shape.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::attribute::JwtAttribute;
use crate::runtime_path::RuntimePath;

/// The value of one argument.
pub(crate) enum Value {
    /// `fresh`: it is there, and that is all.
    Flag,
    /// `verify_type = false`
    False,
    /// `locations("headers", "cookies")`, as the variants of `TokenLocation`.
    Locations(Vec<Ident>),
    /// `crate = ::path`
    Runtime(RuntimePath),
}

impl Value {
    /// The call on the `Policy` that the argument becomes, if it is part of the policy. `private`
    /// is `::jwt_fresh::__private`.
    pub(crate) fn policy_call(&self, name: &str, private: &TokenStream) -> Option<TokenStream> {
        let method = Ident::new(name, Span::mixed_site());
        match self {
            Self::Flag => Some(quote!(.#method())),
            Self::False => Some(quote!(.#method(false))),
            Self::Locations(variants) => {
                Some(quote!(.#method(&[#(#private::TokenLocation::#variants),*])))
            }
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
