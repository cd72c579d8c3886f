//! Checks the function under the attribute: its qualifiers, arguments and other jwt attributes.

use proc_macro2::Span;
use quote::ToTokens as _;
use syn::spanned::Spanned as _;
use syn::{PatType, Path, Safety};

use crate::attribute::{JWT_PUBLIC, JwtAttribute, name_span};
use crate::check::self_type::find_self_type;
use crate::diagnostics::errors::Errors;
use crate::parse::handler::{Body, HandlerFn};
use crate::parse::route_attributes::without_conditions;
use crate::parse::tokens::find_impl;

/// The kind of error in a function that decides on its fallback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// None: the error is elsewhere, for example in the arguments of the attribute.
    None,
    /// actix-web can't route the function.
    NotRoutable,
    /// The function is a method or an associated function.
    Method,
}

/// The maximum number of arguments for which actix-web implements `Handler`.
const MAX_ARGUMENTS: usize = 16;

/// Checks that there is only one jwt attribute.
///
/// Others are removed from the handler, as they would report the same error again. Returns the
/// paths of those removed.
pub(crate) fn check_single(
    attribute: JwtAttribute,
    handler: &mut HandlerFn,
    errors: &mut Errors,
) -> Vec<Path> {
    let mut removed = Vec::new();
    handler.attributes.retain(|other| {
        if JWT_PUBLIC.is_named_by(other.path()) {
            errors.at(
                name_span(other.path()),
                format!("`{JWT_PUBLIC}` contradicts `{attribute}`; remove one"),
            );
            return true; // left in place: alone it reports nothing
        }
        let Some(second) = JwtAttribute::named_by(other.path()) else {
            return true;
        };
        let remedy = if second == attribute {
            "remove one of the two"
        } else {
            "keep one, with arguments such as `#[jwt_required(optional, fresh)]`"
        };
        errors.at(
            name_span(other.path()),
            format!("`{attribute}` is already applied to this handler; {remedy}"),
        );
        removed.push(other.path().clone());
        false
    });
    removed
}

/// Checks that actix-web can route the function, and that it can be nested in another function.
pub(crate) fn check_function(
    attribute: JwtAttribute,
    handler: &HandlerFn,
    errors: &mut Errors,
) -> Fault {
    if let Some(span) = find_method(handler) {
        let remedy = "move the handler to a free function";
        errors.at(
            span,
            format!("`{attribute}` does not support methods; {remedy}"),
        );
        return Fault::Method;
    }
    let mut found = Errors::default();
    check_qualifiers(attribute, handler, &mut found);
    check_target_feature(attribute, handler, &mut found);
    check_inputs(attribute, handler, &mut found);
    if handler.returned().is_none() {
        found.at(
            handler.signature.paren_token.span.close(),
            format!(
                "`{attribute}` needs a return type that implements `Responder`; \
                 add one, such as `-> impl Responder`"
            ),
        );
    }
    let fault = if found.is_empty() {
        Fault::None
    } else {
        Fault::NotRoutable
    };
    errors.append(found);
    fault
}

/// The token that shows that the function is a method or an associated function: `self`, `Self`, or
/// the `;` in place of a body.
fn find_method(handler: &HandlerFn) -> Option<Span> {
    if let Some(receiver) = handler.signature.receiver() {
        return Some(receiver.self_token.span);
    }
    match &handler.body {
        Body::Missing(semicolon) => Some(semicolon.span),
        Body::Block(block) => find_self_type(handler.signature.to_token_stream())
            .or_else(|| find_self_type(block.stream())),
    }
}

/// Checks `const`, `async`, `unsafe` and `extern`.
fn check_qualifiers(attribute: JwtAttribute, handler: &HandlerFn, errors: &mut Errors) {
    let signature = &handler.signature;
    if let Some(constness) = signature.constness {
        let message = format!("`{attribute}` needs an `async fn`; write `async fn` for `const fn`");
        errors.at(constness.span, message);
    } else if signature.asyncness.is_none() {
        let message = format!("`{attribute}` needs an `async fn`; add `async` before `fn`");
        errors.at(signature.fn_token.span, message);
    }
    if let Safety::Unsafe(safety) = signature.safety {
        let message =
            format!("`{attribute}` needs a safe function, for actix-web to call; remove `unsafe`");
        errors.at(safety.span, message);
    }
    if let Some(abi) = &signature.abi {
        let message = format!("`{attribute}` needs a plain Rust function; remove `extern`");
        errors.at(abi.extern_token.span, message);
    }
}

/// Checks that there is no `#[target_feature(..)]`, under a `cfg_attr` or not.
///
/// actix-web calls a handler through the `Fn` traits, which a function with target features does not
/// implement.
fn check_target_feature(attribute: JwtAttribute, handler: &HandlerFn, errors: &mut Errors) {
    let mut attributes = handler
        .attributes
        .iter()
        .flat_map(|attribute| without_conditions(&attribute.meta));
    if let Some(feature) = attributes.find(|meta| meta.path().is_ident("target_feature")) {
        let message = format!(
            "`{attribute}` does not support `#[target_feature]`, as actix-web can't call such a \
             function; move it to a function that the handler calls"
        );
        errors.at(feature.path().span(), message);
    }
}

fn check_inputs(attribute: JwtAttribute, handler: &HandlerFn, errors: &mut Errors) {
    if let Some(variadic) = &handler.signature.variadic {
        let message = format!("`{attribute}` needs a fixed number of arguments; remove `...`");
        errors.at(variadic.dots.span(), message);
    }
    // An argument under a `#[cfg]` may not exist, so it is not counted.
    let is_conditional = |argument: &PatType| {
        argument
            .attrs
            .iter()
            .any(|attribute| attribute.path().is_ident("cfg"))
    };
    let mut certain = handler
        .arguments()
        .filter(|argument| !is_conditional(argument));
    if let Some(one_more) = certain.nth(MAX_ARGUMENTS) {
        let message = format!(
            "a handler takes at most {MAX_ARGUMENTS} arguments; \
             put several extractors into one tuple"
        );
        errors.at(one_more.span(), message);
    }
    for argument in handler.arguments() {
        if let Some(span) = find_impl(argument.ty.to_token_stream()) {
            errors.at(
                span,
                "a handler takes no `impl Trait` argument, for nothing says which type to extract; \
                 write the type, or a generic such as `T: Trait`",
            );
        }
    }
}
