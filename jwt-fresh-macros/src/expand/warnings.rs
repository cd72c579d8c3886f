//! Generates the warnings about calls that run outside of the request's context.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Path;

use crate::check::detached::calls::{DetachedCall, Spawned};

/// Input: the `get_jwt` of `rt::spawn(async { get_jwt() })`
/// Output, with the span of the call:
/// ```ignore
/// mod __jwt_fresh_detached_calls {
///     use private::not_ours::*;
///
///     fn _calls() {
///         use super::*;
///         private::DetachedCall::<(get_jwt, __JwtFreshGlob)>::new().detached_call_in_task();
///     }
/// }
/// ```
/// The method is deprecated if the type `get_jwt` is that of the runtime, whose documentation explains
/// the rest (`web/handler/detached.rs`). `#[allow(deprecated)]` on the handler turns the warning off.
pub(crate) fn warnings(
    calls: &[DetachedCall],
    runtime: &Path,
    private: &TokenStream,
    here: Span,
) -> TokenStream {
    let calls: Vec<TokenStream> = calls
        .iter()
        .filter_map(|call| warning(call, runtime, private))
        .collect();
    if calls.is_empty() {
        return TokenStream::new();
    }
    quote_spanned! {here=>
        mod __jwt_fresh_detached_calls {
            use #private::not_ours::*;

            fn _calls() {
                use super::*;
                #(#calls)*
            }
        }
    }
}

fn warning(call: &DetachedCall, runtime: &Path, private: &TokenStream) -> Option<TokenStream> {
    let (name, at) = (&call.name, call.name.span());
    let at = at.resolved_at(Span::mixed_site());
    let types = if call.parents.is_empty() {
        quote_spanned!(at=> #name, __JwtFreshGlob)
    } else if is_of_runtime(&call.parents, runtime) {
        quote_spanned!(at=> #private::names::#name, #private::NoGlob)
    } else {
        return None;
    };
    let method = match call.in_a {
        Spawned::Task => "detached_call_in_task",
        Spawned::Closure => "detached_call_in_thread",
    };
    let method = Ident::new(method, call.name.span());
    let call = quote!(#private::DetachedCall::<(#types)>::new());
    Some(quote_spanned!(at=> #call.#method();))
}

/// Whether the path is that of the runtime, or of one of its modules with functions.
fn is_of_runtime(parents: &[Ident], runtime: &Path) -> bool {
    let runtime = runtime.segments.last().map(|last| &last.ident);
    match parents {
        [.., parent, module] if module == "quart" || module == "flask" => Some(parent) == runtime,
        [.., parent] => Some(parent) == runtime,
        [] => false,
    }
}
