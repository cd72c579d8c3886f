//! Recognizes route attributes such as `#[get("/")]`, and reads the attributes in a `cfg_attr`.

use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::punctuated::Punctuated;
use syn::{Lit, Meta, Path, Token};

use crate::attribute::JwtAttribute;
use crate::parse::tokens::ungrouped;

/// The attributes of actix-web that register a handler under a path. A test holds the list to what
/// actix-web exports.
pub(crate) const ROUTES: [&str; 11] = [
    "get", "post", "put", "patch", "delete", "head", "connect", "options", "trace", "query",
    "route",
];

/// Allows several attributes of [`ROUTES`] on one handler.
pub(crate) const SEVERAL_ROUTES: &str = "routes";

/// The last name in a path: `get` of `actix_web::get`, `web2::get` and `r#get`.
pub(crate) fn last_name(path: &Path) -> String {
    let last = path.segments.last();
    last.map(|last| last.ident.unraw().to_string())
        .unwrap_or_default()
}

/// Whether `attribute` makes a route: `#[get("/")]`, `#[actix_web::get("/")]`, `#[routes]`.
///
/// Other crates have attributes of the same names, such as `#[trace]`, so the path is required.
pub(crate) fn is_route(attribute: &Meta) -> bool {
    let name = last_name(attribute.path());
    name == SEVERAL_ROUTES || (ROUTES.contains(&name.as_str()) && has_string(attribute))
}

/// Whether `attribute` makes a route, or documents one under the name of the handler:
/// `#[utoipa::path(get)]`.
pub(crate) fn is_routing(attribute: &Meta) -> bool {
    is_route(attribute) || last_name(attribute.path()) == "path"
}

/// Whether `attribute` is valid only on a handler: a routing or a jwt attribute.
pub(crate) fn is_for_handlers(attribute: &Meta) -> bool {
    is_routing(attribute) || JwtAttribute::named_by(attribute.path()).is_some()
}

/// Whether the first argument is a string, or a variable of a `macro_rules!`.
fn has_string(attribute: &Meta) -> bool {
    let Meta::List(list) = attribute else {
        return false;
    };
    match ungrouped(list.tokens.clone()).into_iter().next() {
        Some(TokenTree::Literal(literal)) => matches!(Lit::new(literal), Lit::Str(_)),
        Some(TokenTree::Punct(punct)) => punct.as_char() == '$',
        _ => false,
    }
}

/// The condition of a `cfg_attr`, then the attributes under it.
pub(crate) fn cfg_attr_parts(attribute: &Meta) -> Punctuated<Meta, Token![,]> {
    let parts = attribute
        .require_list()
        .and_then(|list| list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated));
    parts.unwrap_or_default()
}

/// The attribute itself, or those under a `cfg_attr`, at any depth.
pub(crate) fn without_conditions(attribute: &Meta) -> Vec<Meta> {
    let parts = cfg_attr_parts(attribute);
    // One that can't be read is like any other attribute that is not known.
    if attribute.path().is_ident("cfg_attr") && !parts.is_empty() {
        parts.iter().skip(1).flat_map(without_conditions).collect()
    } else {
        vec![attribute.clone()]
    }
}

/// `#[actix_web::get]`, without arguments.
pub(crate) fn shown(path: &Path) -> String {
    format!("#[{}]", path_text(path))
}

/// `actix_web::get`
pub(crate) fn path_text(path: &Path) -> String {
    let tokens: TokenStream = quote::ToTokens::to_token_stream(path);
    tokens.to_string().replace(' ', "")
}
