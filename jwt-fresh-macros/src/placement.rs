//! Which of the user's attributes stay on the outer function, and which go with the user's own.

use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Path, Token, parse_quote};

use crate::attribute::JwtAttribute;

/// The attributes of a handler, each list in the order written.
#[derive(Default)]
pub(crate) struct Placed {
    /// On the function that the router, the docs and the rest of the crate see.
    pub(crate) outer: Vec<Attribute>,
    /// On the user's function: whatever was written for its arguments and its body.
    pub(crate) inner: Vec<Attribute>,
}

/// Attributes about the item as others see it.
const ITEM: [&str; 4] = ["doc", "cfg", "deprecated", "must_use"];

/// Lint levels. Outside only: the user's function lies inside and inherits them, and an `expect`
/// that stood on both would go unfulfilled on one.
const LINTS: [&str; 5] = ["allow", "warn", "deny", "expect", "forbid"];

/// What registers or describes the handler under its name.
const ROUTING: [&str; 12] = [
    "get", "post", "put", "patch", "delete", "head", "connect", "options", "trace", "route",
    "routes", "path",
];

/// Divides `attributes` between the two functions.
pub(crate) fn place(attributes: &[Attribute]) -> Placed {
    let mut placed = Placed::default();
    for attribute in attributes.iter().cloned() {
        if attribute.path().is_ident("cfg_attr") {
            place_conditional(attribute, &mut placed);
        } else if stays_outside(attribute.path()) {
            placed.outer.push(attribute);
        } else {
            placed.inner.push(attribute);
        }
    }
    placed
}

/// Input: `#[cfg_attr(x, doc = "..", instrument)]`
/// Output: outside `#[cfg_attr(x, doc = "..")]`, inside `#[cfg_attr(x, instrument)]`
fn place_conditional(attribute: Attribute, placed: &mut Placed) {
    let mut parts = parts(&attribute.meta).into_iter();
    let Some(condition) = parts.next() else {
        placed.outer.push(attribute); // rustc has its own error for this
        return;
    };
    let (outer, inner): (Vec<Meta>, Vec<Meta>) = parts.partition(|part| stays_outside(part.path()));
    if inner.is_empty() {
        placed.outer.push(attribute);
    } else {
        placed
            .inner
            .push(parse_quote!(#[cfg_attr(#condition, #(#inner),*)]));
        if !outer.is_empty() {
            placed
                .outer
                .push(parse_quote!(#[cfg_attr(#condition, #(#outer),*)]));
        }
    }
}

/// The condition of a `cfg_attr` and the attributes under it.
fn parts(attribute: &Meta) -> Punctuated<Meta, Token![,]> {
    let parts = attribute
        .require_list()
        .and_then(|list| list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated));
    parts.unwrap_or_default()
}

/// The attributes under a `cfg_attr`; none if it is another attribute.
pub(crate) fn conditional_parts(attribute: &Meta) -> Vec<Meta> {
    if attribute.path().is_ident("cfg_attr") {
        parts(attribute).into_iter().skip(1).collect()
    } else {
        Vec::new()
    }
}

fn stays_outside(path: &Path) -> bool {
    let about_item = ITEM.iter().chain(&LINTS).any(|name| path.is_ident(name));
    about_item || is_routing(path) || JwtAttribute::named_by(path).is_some()
}

/// Whether `path` names a route attribute: `get`, `actix_web::get`.
pub(crate) fn is_routing(path: &Path) -> bool {
    path.segments
        .last()
        .is_some_and(|last| ROUTING.iter().any(|name| last.ident == name))
}

/// Whether `path` names an attribute that makes a route: those, but for utoipa's `path`.
pub(crate) fn is_route(path: &Path) -> bool {
    let last = path.segments.last();
    is_routing(path) && last.is_some_and(|last| last.ident != "path")
}

#[cfg(test)]
mod tests {
    use quote::{ToTokens as _, quote};
    use syn::Attribute;
    use syn::parse::Parser as _;

    use super::place;

    /// What of `attributes` stays outside, and what goes in.
    fn placed(attributes: proc_macro2::TokenStream) -> (String, String) {
        let attributes = Attribute::parse_outer.parse2(attributes).unwrap();
        let placed = place(&attributes);
        let tokens = |list: Vec<Attribute>| {
            list.iter()
                .map(|attribute| attribute.to_token_stream().to_string())
                .collect()
        };
        (tokens(placed.outer), tokens(placed.inner))
    }

    fn assert_outside(attributes: proc_macro2::TokenStream) {
        assert_eq!(
            placed(attributes.clone()),
            (attributes.to_string().replace("] #", "]#"), String::new())
        );
    }

    #[test]
    fn what_is_about_the_item_stays_outside() {
        assert_outside(quote!(#[doc = "docs"]));
        assert_outside(quote!(#[cfg(unix)]));
        assert_outside(quote!(#[deprecated]));
        assert_outside(quote!(#[must_use]));
        assert_outside(quote!(#[expect(dead_code)]));
        assert_outside(quote!(#[allow(unused_variables)]));
    }

    #[test]
    fn what_registers_the_handler_stays_outside() {
        assert_outside(quote!(#[get("/")]));
        assert_outside(quote!(#[actix_web::post("/")]));
        assert_outside(quote!(#[utoipa::path(get)]));
    }

    #[test]
    fn what_is_about_the_body_goes_in() {
        for attribute in [
            quote!(#[tracing::instrument(skip(pool))]),
            quote!(#[inline]),
        ] {
            assert_eq!(
                placed(attribute.clone()),
                (String::new(), attribute.to_string())
            );
        }
    }

    #[test]
    fn a_conditional_attribute_is_divided() {
        assert_outside(quote!(#[cfg_attr(unix, doc = "docs")]));
        assert_outside(quote!(#[cfg_attr(unix)]));
        let both = quote!(#[cfg_attr(unix, doc = "docs", instrument(skip(pool)))]);
        let outer = quote!(#[cfg_attr(unix, doc = "docs")]).to_string();
        let inner = quote!(#[cfg_attr(unix, instrument(skip(pool)))]).to_string();
        assert_eq!(placed(both), (outer, inner));
    }
}
