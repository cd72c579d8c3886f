//! From a checked handler to the tokens that replace it.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};

use crate::handler::HandlerFn;
use crate::placement::{self, Placed};
use crate::type_check::{TypeChecks, ends};
use crate::validate::Checked;
use crate::{context_loss, context_warning, verify_fn};

/// Input:
/// ```ignore
/// #[get("/{id}")]
/// #[jwt_required(fresh)]
/// pub async fn me<T>(id: web::Path<u32>, to: T) -> impl Responder where T: Sink { .. }
/// ```
/// Output, where `private` is `::jwt_fresh::__private`:
/// ```ignore
/// #[get("/{id}")]
/// pub async fn me<T>(__unread: private::UnreadRequest) -> private::HttpResponse where T: Sink {
///     async fn me<T>(id: web::Path<u32>, to: T) -> impl Responder where T: Sink { .. }
///     let __arguments = (<web::Path<u32> as private::Argument<_>>::check().passed(), ..);
///     let __asked = private::Asked::<{ private::Policy::new().fresh().proves_token() }, ..>;
///     let __handler = private::Signature::new(__asked, __arguments).handler(me::<T>);
///     let __handler = <_ as private::Answer<_>>::check(__handler);
///     private::protect(&const { private::Policy::new().fresh() }, __unread, __handler).await
/// }
/// ```
/// With `verify = f` the last line is `private::protect_verified(.., private::checked(f)).await`.
///
/// The first token, the last of the signature and the closing brace are the user's: lints point
/// there, and rustc would not report a handler that is never registered without.
///
/// What is generated has mixed-site hygiene: the user's code can't name it. The underscores are for
/// the other direction: a route attribute makes a unit struct of every handler, and a binding of
/// the same name would be taken for a pattern that means this struct.
pub(crate) fn expand(checked: Checked) -> TokenStream {
    let Checked {
        handler,
        asked,
        verify,
        runtime,
    } = checked;
    let HandlerFn {
        attributes,
        visibility,
        signature,
        body,
    } = &handler;
    let Placed { outer, inner } = placement::place(attributes);
    let (asyncness, fn_token, name) = (signature.asyncness, signature.fn_token, &signature.ident);
    let generics = handler.outer_generics();
    let where_clause = &generics.where_clause;
    let turbofish = handler.turbofish();

    let here = name.span().resolved_at(Span::mixed_site());
    let runtime = runtime.starting_at(here);
    let private = quote_spanned!(here=> #runtime::__private);
    let calls = asked
        .iter()
        .filter_map(|(name, value)| value.policy_call(name, &private));
    let policy = quote_spanned!(here=> #private::Policy::new() #(#calls)*);
    let (protect, verify) = match verify {
        None => (quote!(protect), TokenStream::new()),
        Some(function) => {
            let checked = verify_fn::checked(&function, &private);
            (quote!(protect_verified), quote!(, #checked))
        }
    };
    let checks = TypeChecks::new(&handler, &private);
    let proves = quote_spanned! {here=>
        #private::Asked::<
            { #policy.proves_token() }, { #policy.proves_access() }, { #policy.proves_fresh() }
        >
    };
    let arguments = handler
        .arguments()
        .map(|argument| checks.argument(argument));
    let answer = handler
        .returned()
        .map(|returned| checks.answer(returned, quote_spanned!(here=> __handler)));

    let lost = handler.body.stream().map(context_loss::find);
    let warnings = lost
        .iter()
        .flatten()
        .map(|call| context_warning::warning(call, &private));

    let statements = quote_spanned! {here=>
        #(#inner)*
        #signature #body
        #(#warnings)*
        let __arguments = (#(#arguments,)*);
        let __asked = #proves;
        let __handler = #private::Signature::new(__asked, __arguments).handler(#name #turbofish);
        let __handler = #answer;
        #private::#protect(&const { #policy }, __unread, __handler #verify).await
    };
    // With the user's span on the last token of the signature as well, lints and docs point at the
    // signature that the user wrote.
    let response = Ident::new("HttpResponse", ends(&signature.output.to_token_stream()).1);
    let mut block = Group::new(Delimiter::Brace, statements);
    block.set_span(body.span());

    quote_spanned! {here=>
        #(#outer)*
        #visibility #asyncness #fn_token #name #generics (
            __unread: #private::UnreadRequest,
        ) -> #private::#response #where_clause #block
    }
}
