//! The warning about a call that does not see the request.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use crate::context_loss::{LostCall, Spawned};

/// Input: the second `get_jwt` of `rt::spawn(async { get_jwt() })`
/// Output, at its place:
/// ```ignore
/// private::context_lost_in_task();
/// ```
/// That function does nothing and is deprecated: on stable Rust a macro has no other way to warn.
/// So `#[allow(deprecated)]` on the handler turns it off.
pub(crate) fn warning(lost: &LostCall, private: &TokenStream) -> TokenStream {
    let at = lost.name.span();
    match lost.in_a {
        Spawned::Task => quote_spanned!(at=> #private::context_lost_in_task();),
        Spawned::Closure => quote_spanned!(at=> #private::context_lost_in_thread();),
    }
}
