//! Recognizes route attributes such as `#[get("/")]`, and reads the attributes in a `cfg_attr`.

use syn::punctuated::Punctuated;
use syn::{Meta, Path, Token};

use crate::attribute::JwtAttribute;

/// Attributes that register or document the handler under its name.
const ROUTING: [&str; 12] = [
    "get", "post", "put", "patch", "delete", "head", "connect", "options", "trace", "route",
    "routes", "path",
];

/// Whether `path` names a route attribute (`get`, `actix_web::get`) or utoipa's `path`.
pub(crate) fn is_routing(path: &Path) -> bool {
    path.segments
        .last()
        .is_some_and(|last| ROUTING.iter().any(|name| last.ident == name))
}

/// Whether `path` names an attribute that makes a route: one of [`ROUTING`] but utoipa's `path`.
pub(crate) fn is_route(path: &Path) -> bool {
    let last = path.segments.last();
    is_routing(path) && last.is_some_and(|last| last.ident != "path")
}

/// Whether `path` names an attribute that is valid only on a handler: a routing or a jwt attribute.
pub(crate) fn is_for_handlers(path: &Path) -> bool {
    is_routing(path) || JwtAttribute::named_by(path).is_some()
}

/// The condition of a `cfg_attr`, then the attributes under it.
pub(crate) fn cfg_attr_parts(attribute: &Meta) -> Punctuated<Meta, Token![,]> {
    let parts = attribute
        .require_list()
        .and_then(|list| list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated));
    parts.unwrap_or_default()
}

/// The attributes under a `cfg_attr`; none if it is another attribute.
pub(crate) fn conditional_attributes(attribute: &Meta) -> Vec<Meta> {
    if attribute.path().is_ident("cfg_attr") {
        cfg_attr_parts(attribute).into_iter().skip(1).collect()
    } else {
        Vec::new()
    }
}
