//! Generates the fallback item that is emitted beside an error, so that the error causes no others.
//!
//! Without it each error would be followed by "cannot find `handler` in this scope". The build
//! fails in any case, so the fallback is not protected.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::Attribute;
use syn::parse::{ParseStream, Parser as _};

use crate::check::checked::Invalid;
use crate::check::function::Fault;
use crate::expand::attributes::{SplitAttributes, split_attributes};
use crate::parse::handler::HandlerFn;
use crate::parse::route_attributes::{is_for_handlers, is_routing};

/// The fallback for a function with an error.
pub(crate) fn function(invalid: Invalid) -> TokenStream {
    let Invalid {
        mut handler,
        fault,
        removed,
    } = invalid;
    let function = match fault {
        Fault::None => handler.into_token_stream(),
        Fault::NotRoutable => stand_in(handler),
        Fault::Method => {
            handler
                .attributes
                .retain(|attribute| !is_routing(&attribute.meta));
            return handler.into_token_stream();
        }
    };
    // Otherwise rustc would report the imports of the removed attributes as unused.
    quote!(#function #(const _: () = { use #removed as _; };)*)
}

/// A routable function of the same name around the user's function:
/// ```ignore
/// #[get("/")]
/// async fn me() -> &'static str {
///     fn me() { .. }
///     ""
/// }
/// ```
fn stand_in(handler: HandlerFn) -> TokenStream {
    let HandlerFn {
        attributes,
        visibility,
        mut signature,
        body,
    } = handler;
    let SplitAttributes { outer, inner } = split_attributes(&attributes);
    let (name, generics) = (signature.ident.clone(), signature.generics.clone());
    let where_clause = &generics.where_clause;
    // rustc would report these a second time.
    signature.constness = None;
    signature.variadic = None;
    quote! {
        #(#outer)*
        #visibility async fn #name #generics () -> &'static str #where_clause {
            #(#inner)*
            #signature #body
            ""
        }
    }
}

/// The fallback for any other item: the item without the attributes that require a function.
pub(crate) fn other(item: TokenStream) -> TokenStream {
    let without_attributes = |input: ParseStream<'_>| {
        let attributes = input.call(Attribute::parse_outer)?;
        let kept = attributes
            .iter()
            .filter(|attribute| !is_for_handlers(&attribute.meta));
        let rest: TokenStream = input.parse()?;
        Ok(quote!(#(#kept)* #rest))
    };
    without_attributes.parse2(item.clone()).unwrap_or(item)
}
