//! Generates the code that replaces a checked handler, or the fallback for one with an error.
//!
//! [`expand`] can't fail: every rule was checked before.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};

use crate::check::checked::Checked;
use crate::expand::attributes::{SplitAttributes, split_attributes};
use crate::expand::generics::{outer_generics, turbofish};
use crate::expand::policy::policy;
use crate::expand::spans::{ends, path_starting_at};
use crate::expand::type_checks::TypeChecks;
use crate::expand::verify::custom_check;
use crate::expand::warnings::warnings;
use crate::parse::handler::HandlerFn;

/// Generates the outer function around a handler.
///
/// Input:
/// ```ignore
/// #[get("/{id}")]
/// #[jwt_required(fresh)]
/// pub async fn me<T>(id: web::Path<u32>, to: T) -> impl Responder where T: Sink { .. }
/// ```
/// Output, where `private` is `::jwt_fresh::__private`:
/// ```ignore
/// #[get("/{id}")]
/// #[cfg_attr(clippy, allow(..))]
/// pub async fn me<T>(unread_request: RawRequest) -> private::HttpResponse where T: Sink {
///     const __JWT_FRESH_POLICY: private::Policy<'static> = private::Policy::new().fresh();
///     async fn me<T>(id: web::Path<u32>, to: T) -> impl Responder where T: Sink { .. }
///     let __guarantees = private::Guarantees::<{ private::Policy::proves_token(..) }, ..>;
///     let __arguments = (
///         <web::Path<u32> as private::Argument<_>>::check(
///             private::ArgumentType::<web::Path<u32>>::new()
///                 .jwt_fresh_kind(&__guarantees, &__guarantees, &__guarantees),
///         ).0,
///         ..,
///     );
///     let __handler = private::Returning::new(__arguments, me::<T>);
///     let __handler = <_ as private::ReturnValue<_>>::check(__handler);
///     return private::protect(&__JWT_FRESH_POLICY, unread_request, __handler).await;
/// }
/// ```
/// With `verify = f` the last line is `private::protect_verified(.., private::CheckFunction::into_check(f)).await`.
///
/// The first token, the last token of the signature and the closing brace keep the user's spans:
/// lints point there, and without them rustc does not report `dead_code` for a handler that is
/// never registered. Of the block only its last brace: `clippy::too_many_lines` counts the lines of the
/// span. The `return` is for `clippy::implicit_return`, and two lints are allowed under clippy: the future
/// of a handler is never `Send`, as it takes a request of actix-web, and it is called once.
///
/// Generated variables have mixed-site hygiene, so the user's code can't refer to them. They have names
/// that no handler has, because a route attribute makes a unit struct of the name of every handler: a
/// binding of the same name would be parsed as a pattern that matches this struct.
pub(crate) fn expand(checked: Checked) -> TokenStream {
    let Checked {
        handler,
        requirements,
        verify,
        runtime,
        detached,
    } = checked;
    let HandlerFn {
        attributes,
        visibility,
        signature,
        body,
    } = &handler;
    let SplitAttributes { outer, inner } = split_attributes(attributes);
    let (asyncness, fn_token, name) = (signature.asyncness, signature.fn_token, &signature.ident);
    let generics = outer_generics(&signature.generics);
    let where_clause = &generics.where_clause;
    let turbofish = turbofish(&signature.generics);

    let here = name.span().resolved_at(Span::mixed_site());
    let runtime_path = runtime.path().clone();
    let runtime = path_starting_at(&runtime_path, here);
    let private = quote_spanned!(here=> #runtime::__private);
    let (policy, constants) = policy(&requirements, &private, here);
    let (protect, verify) = match verify {
        None => (quote!(protect), TokenStream::new()),
        Some(function) => {
            let check = custom_check(&function, &private);
            (quote!(protect_verified), quote!(, #check))
        }
    };
    let checks = TypeChecks::new(&handler, &private);
    let guarantees = Ident::new("__guarantees", here);
    let wrapped = Ident::new("__handler", here);
    let arguments = handler
        .arguments()
        .map(|argument| checks.argument(argument, &guarantees));
    let returned = handler
        .returned()
        .map(|returned| checks.returned(returned, &wrapped));

    let warnings = warnings(&detached, &runtime_path, &private, here);

    let statements = quote_spanned! {here=>
        #constants
        const __JWT_FRESH_POLICY: #private::Policy<'static> = #policy;
        #(#inner)*
        #signature #body
        #warnings
        let #guarantees = #private::Guarantees::<
            { #private::Policy::proves_token(&__JWT_FRESH_POLICY) },
            { #private::Policy::proves_access(&__JWT_FRESH_POLICY) },
            { #private::Policy::proves_fresh(&__JWT_FRESH_POLICY) },
        >;
        let __arguments = (#(#arguments,)*);
        let #wrapped = #private::Returning::new(__arguments, #name #turbofish);
        let #wrapped = #returned;
        return #private::#protect(&__JWT_FRESH_POLICY, unread_request, #wrapped #verify).await;
    };
    // The user's span on the last token of the signature too: lints and docs then point at the
    // signature that the user wrote.
    let response = Ident::new("HttpResponse", ends(&signature.output.to_token_stream()).1);
    let mut block = Group::new(Delimiter::Brace, statements);
    block.set_span(body.end());

    quote_spanned! {here=>
        #[cfg_attr(clippy, allow(clippy::future_not_send, clippy::single_call_fn))]
        #(#outer)*
        #visibility #asyncness #fn_token #name #generics (
            unread_request: #runtime::call_handlers_with_actix_web_test::RawRequest,
        ) -> #private::#response #where_clause #block
    }
}
