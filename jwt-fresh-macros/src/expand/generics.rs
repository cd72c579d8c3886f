//! Generates the generic parameters of the outer function, and the turbofish that passes them on.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{GenericParam, Generics};

use crate::parse::tokens::map_lifetimes;

/// The generics of the outer function. Its arguments name no lifetime, so lifetime parameters are
/// dropped unless a bound mentions one; clippy would report them as unused.
pub(crate) fn outer_generics(generics: &Generics) -> Generics {
    let mut generics = generics.clone();
    let is_lifetime = |parameter: &GenericParam| matches!(parameter, GenericParam::Lifetime(_));
    let bounds = generics
        .params
        .iter()
        .filter(|parameter| !is_lifetime(parameter))
        .map(|parameter| parameter.to_token_stream())
        .chain([generics.where_clause.to_token_stream()]);
    if !bounds.into_iter().any(names_lifetime) {
        generics.params = generics
            .params
            .into_iter()
            .filter(|parameter| !is_lifetime(parameter))
            .collect();
    }
    generics
}

/// `::<T, N>`, or nothing.
///
/// rustc infers lifetimes. A parameter under a `#[cfg]` may not exist, which only rustc can tell,
/// so with one the turbofish is left out.
pub(crate) fn turbofish(generics: &Generics) -> Option<TokenStream> {
    let mut names = Vec::new();
    for parameter in &generics.params {
        let (attributes, name) = match parameter {
            GenericParam::Lifetime(_) => continue,
            GenericParam::Type(parameter) => (&parameter.attrs, &parameter.ident),
            GenericParam::Const(parameter) => (&parameter.attrs, &parameter.ident),
        };
        if !attributes.is_empty() {
            return None;
        }
        names.push(name);
    }
    (!names.is_empty()).then(|| quote!(::<#(#names),*>))
}

/// Whether `tokens` contain a lifetime other than `'static` and `'_`.
fn names_lifetime(tokens: TokenStream) -> bool {
    let mut found = false;
    map_lifetimes(tokens, &mut |name| {
        found |= name != "static" && name != "_";
        name
    });
    found
}
