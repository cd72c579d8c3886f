//! `#[jwt_public]`: marks a handler as intentionally public.

use proc_macro2::TokenStream;
use syn::Path;

use crate::attribute::{JWT_PUBLIC, JwtAttribute, name_span};
use crate::check::item_kind::wrong_item;
use crate::diagnostics::errors::Errors;
use crate::expand::fallback;
use crate::parse::handler::HandlerFn;

/// Returns the handler unchanged, with all errors found.
pub(crate) fn check_handler(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    if let Some(first) = args.into_iter().next() {
        errors.at(
            first.span(),
            format!("`{JWT_PUBLIC}` takes no arguments; remove them"),
        );
    }
    let mut tokens = match syn::parse2::<HandlerFn>(item.clone()) {
        Ok(handler) => {
            for attribute in &handler.attributes {
                check_other(attribute.path(), &mut errors);
            }
            item
        }
        Err(cause) => {
            errors.push(wrong_item(JWT_PUBLIC, item.clone(), &cause));
            fallback::other(item)
        }
    };
    tokens.extend(errors.into_compile_errors());
    tokens
}

/// Reports an attribute that contradicts this one. Attributes in a `cfg_attr` are included, as rustc
/// has expanded the `cfg_attr` before.
fn check_other(path: &Path, errors: &mut Errors) {
    if let Some(attribute) = JwtAttribute::named_by(path) {
        errors.at(
            name_span(path),
            format!("`{attribute}` contradicts `{JWT_PUBLIC}`; remove one"),
        );
    } else if JWT_PUBLIC.is_named_by(path) {
        errors.at(
            name_span(path),
            format!("`{JWT_PUBLIC}` is already applied to this handler; remove one of the two"),
        );
    }
}
