//! Generates the `Policy` of a handler: one method call for each argument.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::LitStr;

use crate::parse::arguments::locations::Location;
use crate::parse::arguments::value::Value;

/// `private::Policy::new().fresh().roles(&["admin"])`
pub(crate) fn policy(
    requirements: &[(&'static str, Value)],
    private: &TokenStream,
    span: Span,
) -> TokenStream {
    let calls = requirements
        .iter()
        .filter_map(|(name, value)| method_call(name, value, private));
    quote_spanned!(span=> #private::Policy::new() #(#calls)*)
}

/// The call that one argument becomes, if it is part of the policy.
fn method_call(name: &str, value: &Value, private: &TokenStream) -> Option<TokenStream> {
    let method = ident(name);
    match value {
        Value::Flag => Some(quote!(.#method())),
        Value::False => Some(quote!(.#method(false))),
        Value::Seconds(seconds) => Some(quote!(.#method(#seconds))),
        Value::Locations(locations) => {
            let variants = locations.iter().map(variant);
            Some(quote!(.#method(&[#(#private::TokenLocation::#variants),*])))
        }
        Value::Roles(roles) => {
            let all = list_call(&method, &roles.all);
            let any = list_call(&ident("any_role"), &roles.any);
            Some(quote!(#all #any))
        }
        Value::Scopes(scopes) => {
            let all = list_call(&method, &scopes.all);
            let any = list_call(&ident("any_scope"), &scopes.any);
            Some(quote!(#all #any))
        }
        Value::Function(_) | Value::Inside(_) | Value::Runtime(_) => None,
    }
}

/// `.roles(&["admin", "staff"])`, unless the list is empty.
fn list_call(method: &Ident, names: &[LitStr]) -> Option<TokenStream> {
    (!names.is_empty()).then(|| quote!(.#method(&[#(#names),*])))
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// The variant of the runtime's `TokenLocation`.
fn variant(location: &Location) -> Ident {
    let variant = match location {
        Location::Headers => "Headers",
        Location::Cookies => "Cookies",
        Location::QueryString => "QueryString",
        Location::Json => "Json",
    };
    ident(variant)
}
