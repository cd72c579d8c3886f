//! The item that stands beside an error, so that no second error follows from the first.
//!
//! Without it each mistake would also print "cannot find `handler` in this scope". The build fails
//! in any case, so what is given back needs no protection.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::Attribute;
use syn::parse::{ParseStream, Parser as _};

use crate::attribute::JwtAttribute;
use crate::handler::HandlerFn;
use crate::handler_rules::Fault;
use crate::placement::{self, Placed};
use crate::validate::Refused;

/// A function, whatever is wrong with it.
pub(crate) fn function(refused: Refused) -> TokenStream {
    let Refused {
        mut handler,
        fault,
        taken_off,
    } = refused;
    let function = match fault {
        Fault::None => handler.into_token_stream(),
        Fault::Unroutable => stand_in(handler),
        Fault::Method => {
            handler
                .attributes
                .retain(|attribute| !placement::is_routing(attribute.path()));
            return handler.into_token_stream();
        }
    };
    // Or rustc would say that nobody uses what was imported for them.
    quote!(#function #(const _: () = { use #taken_off as _; };)*)
}

/// A function that any router takes, under the same name, around the user's:
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
    let Placed { outer, inner } = placement::place(&attributes);
    let (name, generics) = (signature.ident.clone(), signature.generics.clone());
    let where_clause = &generics.where_clause;
    // rustc reports these on its own.
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

/// Anything but a function, without the attributes that want one.
pub(crate) fn other(item: TokenStream) -> TokenStream {
    let without_attributes = |input: ParseStream<'_>| {
        let attributes = input.call(Attribute::parse_outer)?;
        let kept = attributes.iter().filter(|attribute| {
            let path = attribute.path();
            !(placement::is_routing(path) || JwtAttribute::named_by(path).is_some())
        });
        let rest: TokenStream = input.parse()?;
        Ok(quote!(#(#kept)* #rest))
    };
    without_attributes.parse2(item.clone()).unwrap_or(item)
}
