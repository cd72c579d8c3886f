//! What a function must be to stand under one of the attributes.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::spanned::Spanned as _;
use syn::{PatType, Path, Safety, Type};

use crate::attribute::{JWT_PUBLIC, JwtAttribute, name_span};
use crate::diagnostics::errors::Errors;
use crate::parse::handler::{Body, HandlerFn};
use crate::self_type;

/// What is wrong with a function, as far as it matters for giving it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing: the mistake is elsewhere.
    None,
    /// actix-web could not route it.
    Unroutable,
    /// It belongs to a type or a trait.
    Method,
}

/// As many arguments as actix-web calls a handler with.
const MOST_ARGUMENTS: usize = 16;

/// A second attribute of ours is an error, and is taken off, or it would report the first. Gives
/// the paths of those taken off.
pub(crate) fn check_single(
    attribute: JwtAttribute,
    handler: &mut HandlerFn,
    errors: &mut Errors,
) -> Vec<Path> {
    let mut taken_off = Vec::new();
    handler.attributes.retain(|other| {
        if JWT_PUBLIC.is_named_by(other.path()) {
            errors.at(
                name_span(other.path()),
                format!("`{JWT_PUBLIC}` contradicts `{attribute}`; remove one"),
            );
            return true; // alone it has nothing to say
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
        taken_off.push(other.path().clone());
        false
    });
    taken_off
}

/// Whether actix-web can route the function, and whether it can be nested in another.
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
        Fault::Unroutable
    };
    errors.append(found);
    fault
}

/// What shows that the function belongs to a type or a trait: `self`, `Self`, or no body.
fn find_method(handler: &HandlerFn) -> Option<Span> {
    if let Some(receiver) = handler.signature.receiver() {
        return Some(receiver.self_token.span);
    }
    match &handler.body {
        Body::Missing(semicolon) => Some(semicolon.span),
        Body::Block(block) => self_type::find(handler.signature.to_token_stream())
            .or_else(|| self_type::find(block.stream())),
    }
}

/// `const`, `async`, `unsafe`, `extern`.
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

fn check_inputs(attribute: JwtAttribute, handler: &HandlerFn, errors: &mut Errors) {
    if let Some(variadic) = &handler.signature.variadic {
        let message = format!("`{attribute}` needs a fixed number of arguments; remove `...`");
        errors.at(variadic.dots.span(), message);
    }
    // One that stands under a `#[cfg]` may not be there.
    let is_conditional = |argument: &PatType| {
        argument
            .attrs
            .iter()
            .any(|attribute| attribute.path().is_ident("cfg"))
    };
    let mut certain = handler
        .arguments()
        .filter(|argument| !is_conditional(argument));
    if let Some(one_more) = certain.nth(MOST_ARGUMENTS) {
        let message = format!(
            "a handler takes at most {MOST_ARGUMENTS} arguments; \
             put several extractors into one tuple"
        );
        errors.at(one_more.span(), message);
    }
    for argument in handler.arguments() {
        if let Some(span) = find_impl(&argument.ty) {
            errors.at(
                span,
                "a handler takes no `impl Trait` argument, for nothing says which type to extract; \
                 write the type, or a generic such as `T: Trait`",
            );
        }
    }
}

/// Where a type says `impl`.
fn find_impl(ty: &Type) -> Option<Span> {
    fn search(tokens: TokenStream) -> Option<Span> {
        tokens.into_iter().find_map(|token| match token {
            TokenTree::Ident(ident) if ident == "impl" => Some(ident.span()),
            TokenTree::Group(group) => search(group.stream()),
            _ => None,
        })
    }
    search(ty.to_token_stream())
}
