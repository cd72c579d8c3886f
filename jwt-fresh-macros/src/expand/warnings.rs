//! Generates the warning about a call that runs outside of the request's context.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use crate::check::detached::calls::{DetachedCall, Spawned};

/// Input: the second `get_jwt` of `rt::spawn(async { get_jwt() })`
/// Output, with the span of the call:
/// ```ignore
/// private::detached_call_in_task();
/// ```
/// The function does nothing and is deprecated: on stable Rust a macro has no other way to emit a
/// warning. `#[allow(deprecated)]` on the handler turns it off.
pub(crate) fn warning(call: &DetachedCall, private: &TokenStream) -> TokenStream {
    let at = call.name.span();
    match call.in_a {
        Spawned::Task => quote_spanned!(at=> #private::detached_call_in_task();),
        Spawned::Closure => quote_spanned!(at=> #private::detached_call_in_thread();),
    }
}
