//! `#[jwt_public]`: the handler is for anybody, and that on purpose.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::Meta;

use crate::attribute::{JWT_PUBLIC, JwtAttribute, name_span};
use crate::diagnostics::Problems;
use crate::handler::HandlerFn;
use crate::{give_back, misplaced, placement};

/// The handler again, as it came; or with every mistake found.
pub(crate) fn check(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut problems = Problems::default();
    if let Some(first) = args.into_iter().next() {
        problems.at(
            first.span(),
            format!("`{JWT_PUBLIC}` takes no arguments; remove them"),
        );
    }
    let mut tokens = match syn::parse2::<HandlerFn>(item.clone()) {
        Ok(mut handler) => {
            handler
                .attributes
                .retain(|attribute| !contradicts(&attribute.meta, &mut problems));
            if problems.is_empty() {
                item
            } else {
                handler.into_token_stream()
            }
        }
        Err(cause) => {
            problems.push(misplaced::error(JWT_PUBLIC, item.clone(), &cause));
            give_back::other(item)
        }
    };
    tokens.extend(problems.into_compile_errors());
    tokens
}

/// Notes an attribute that can't stand beside this one, be it under a condition.
fn contradicts(attribute: &Meta, problems: &mut Problems) -> bool {
    let path = attribute.path();
    let other = JwtAttribute::named_by(path).map(|attribute| attribute.to_string());
    if other.is_some() || JWT_PUBLIC.is_named_by(path) {
        let message = match other {
            Some(other) => format!("`{other}` contradicts `{JWT_PUBLIC}`; remove one"),
            None => format!("`{JWT_PUBLIC}` is already applied to this handler; remove one"),
        };
        problems.at(name_span(path), message);
        return true;
    }
    let parts = placement::conditional_parts(attribute);
    parts
        .iter()
        .filter(|part| contradicts(part, problems))
        .count()
        > 0
}
