//! Checks the attributes below the jwt attribute: each is a route, or is known to belong inside.
//!
//! An attribute that is neither would be put on the user's function, inside of the protected one. If
//! it registers the function somewhere, it registers it without the protection.

use syn::{Meta, Path};

use crate::attribute::{JWT_PUBLIC, JwtAttribute, name_span};
use crate::diagnostics::errors::Errors;
use crate::parse::handler::HandlerFn;
use crate::parse::known_attributes::belongs_inside;
use crate::parse::names::{Names, is_name_of};
use crate::parse::route_attributes::{
    ROUTES, is_for_handlers, last_name, path_text, shown, without_conditions,
};

/// Checks the attributes of `handler`. Those above the jwt attribute that are macros are already
/// expanded, so the others are below it. `inside` are the names in `inside(..)`.
pub(crate) fn check_attributes(
    attribute: JwtAttribute,
    handler: &HandlerFn,
    inside: Option<&Names>,
    errors: &mut Errors,
) {
    let mut unknown: Vec<Meta> = Vec::new();
    for other in &handler.attributes {
        let others = without_conditions(&other.meta).into_iter();
        unknown.extend(others.filter(|other| {
            !(is_for_handlers(other)
                || JWT_PUBLIC.is_named_by(other.path())
                || belongs_inside(other.path()))
        }));
    }
    for other in unknown.iter().map(Meta::path) {
        if !inside.is_some_and(|names| names.contains(other)) {
            errors.at(name_span(other), not_known(attribute, other));
        }
    }
    for name in inside.into_iter().flat_map(Names::iter) {
        if !unknown.iter().any(|other| is_name_of(name, other.path())) {
            errors.at(name_span(name), vain(attribute, handler, name));
        }
    }
}

/// The error for an attribute that may register the handler.
fn not_known(attribute: JwtAttribute, other: &Path) -> String {
    let (name, shown) = (path_text(other), shown(other));
    let why = if ROUTES.contains(&last_name(other).as_str()) {
        format!("`{shown}` is no route without a path, as in `#[{name}(\"/\")]`")
    } else {
        format!("`{shown}` would see the handler without the protection of `{attribute}`")
    };
    format!(
        "{why}; move it above `{attribute}`, or add `inside({name})` to that if it only changes the \
         body"
    )
}

/// The error for a name in `inside(..)` that has no effect.
fn vain(attribute: JwtAttribute, handler: &HandlerFn, name: &Path) -> String {
    let mut others = handler
        .attributes
        .iter()
        .flat_map(|other| without_conditions(&other.meta));
    let why = match others.find(|other| is_name_of(name, other.path())) {
        Some(other) if is_for_handlers(&other) => "is a route, which is never inside",
        Some(_) => "is inside in any case",
        None => "is not below it",
    };
    let shown = shown(name);
    format!("`{shown}` {why}; remove it from the `inside` of `{attribute}`")
}
