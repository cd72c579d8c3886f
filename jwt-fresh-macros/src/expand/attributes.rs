//! Splits the user's attributes between the generated outer function and the user's own function.

use syn::{Attribute, Meta, parse_quote};

use crate::parse::known_attributes::{ITEM, LINTS};
use crate::parse::route_attributes::{cfg_attr_parts, is_for_handlers};

/// The attributes of a handler, each list in source order.
#[derive(Default)]
pub(crate) struct SplitAttributes {
    /// For the outer function, which the router, the docs and the rest of the crate see.
    pub(crate) outer: Vec<Attribute>,
    /// For the user's function: attributes that apply to its arguments and its body.
    pub(crate) inner: Vec<Attribute>,
}

/// Splits `attributes` between the two functions.
pub(crate) fn split_attributes(attributes: &[Attribute]) -> SplitAttributes {
    let mut split = SplitAttributes::default();
    for attribute in attributes.iter().cloned() {
        match (
            only(is_outer, &attribute.meta),
            only(is_inner, &attribute.meta),
        ) {
            (_, None) => split.outer.push(attribute),
            (None, Some(_)) => split.inner.push(attribute),
            (Some(outer), Some(inner)) => {
                split.outer.push(parse_quote!(#[#outer]));
                split.inner.push(parse_quote!(#[#inner]));
            }
        }
    }
    split
}

/// The attribute with the parts of its `cfg_attr` for which `belongs` holds, if there are any.
///
/// Input: `cfg_attr(x, doc = "..", instrument)`
/// Output: outer `cfg_attr(x, doc = "..")`, inner `cfg_attr(x, instrument)`
fn only(belongs: fn(&Meta) -> bool, attribute: &Meta) -> Option<Meta> {
    if !attribute.path().is_ident("cfg_attr") {
        return belongs(attribute).then(|| attribute.clone());
    }
    let mut parts = cfg_attr_parts(attribute).into_iter();
    let condition = parts.next()?; // malformed: rustc reports it
    let parts: Vec<Meta> = parts.filter_map(|part| only(belongs, &part)).collect();
    (!parts.is_empty()).then(|| parse_quote!(cfg_attr(#condition, #(#parts),*)))
}

/// Lint levels are on the outer function only: the user's function is nested in it and inherits
/// them, and an `expect` on both functions would be unfulfilled on one.
fn is_outer(attribute: &Meta) -> bool {
    let path = attribute.path();
    let mut outer = ITEM.iter().chain(&LINTS);
    outer.any(|name| path.is_ident(name)) || is_for_handlers(attribute)
}

fn is_inner(attribute: &Meta) -> bool {
    !is_outer(attribute)
}

#[cfg(test)]
mod tests {
    use quote::{ToTokens as _, quote};
    use syn::Attribute;
    use syn::parse::Parser as _;

    use super::split_attributes;

    /// The outer and the inner ones of `attributes`.
    fn split(attributes: proc_macro2::TokenStream) -> (String, String) {
        let attributes = Attribute::parse_outer.parse2(attributes).unwrap();
        let split = split_attributes(&attributes);
        let tokens = |list: Vec<Attribute>| {
            list.iter()
                .map(|attribute| attribute.to_token_stream().to_string())
                .collect()
        };
        (tokens(split.outer), tokens(split.inner))
    }

    fn assert_outer(attributes: proc_macro2::TokenStream) {
        assert_eq!(
            split(attributes.clone()),
            (attributes.to_string().replace("] #", "]#"), String::new())
        );
    }

    #[test]
    fn attributes_of_the_item_are_outer() {
        assert_outer(quote!(#[doc = "docs"]));
        assert_outer(quote!(#[cfg(unix)]));
        assert_outer(quote!(#[deprecated]));
        assert_outer(quote!(#[must_use]));
        assert_outer(quote!(#[expect(dead_code)]));
        assert_outer(quote!(#[allow(unused_variables)]));
    }

    #[test]
    fn routing_attributes_are_outer() {
        assert_outer(quote!(#[get("/")]));
        assert_outer(quote!(#[actix_web::post("/")]));
        assert_outer(quote!(#[utoipa::path(get)]));
    }

    #[test]
    fn attributes_of_the_body_are_inner() {
        for attribute in [
            quote!(#[tracing::instrument(skip(pool))]),
            quote!(#[inline]),
        ] {
            assert_eq!(
                split(attribute.clone()),
                (String::new(), attribute.to_string())
            );
        }
    }

    #[test]
    fn a_conditional_attribute_is_split() {
        assert_outer(quote!(#[cfg_attr(unix, doc = "docs")]));
        assert_outer(quote!(#[cfg_attr(unix)]));
        assert_outer(quote!(#[cfg_attr(unix, cfg_attr(windows, get("/")))]));
        let both = quote!(#[cfg_attr(unix, doc = "docs", instrument(skip(pool)))]);
        let outer = quote!(#[cfg_attr(unix, doc = "docs")]).to_string();
        let inner = quote!(#[cfg_attr(unix, instrument(skip(pool)))]).to_string();
        assert_eq!(split(both), (outer, inner));
    }
}
