//! Expands a jwt attribute: parses its arguments and the item, checks them and generates the code.

use proc_macro2::TokenStream;

use crate::attribute::JwtAttribute;
use crate::check::checked::check;
use crate::check::item_kind::wrong_item;
use crate::diagnostics::errors::Errors;
use crate::diagnostics::print_expansion::print_expansion;
use crate::expand::fallback;
use crate::expand::handler::expand;
use crate::parse::arguments::argument_list::Arguments;
use crate::parse::handler::HandlerFn;

/// Returns the code that replaces the attribute and its item: the protected handler, or a fallback
/// for the item with all errors.
pub(crate) fn protect(
    attribute: JwtAttribute,
    args: TokenStream,
    item: TokenStream,
) -> TokenStream {
    let mut errors = Errors::default();
    let arguments = Arguments::parse(attribute, args, &mut errors);
    let mut tokens = match syn::parse2::<HandlerFn>(item.clone()) {
        Ok(handler) => {
            let name = handler.signature.ident.clone();
            match check(attribute, arguments, handler, &mut errors) {
                Ok(checked) => {
                    let expansion = expand(checked);
                    print_expansion(&name, &expansion);
                    expansion
                }
                Err(invalid) => fallback::function(*invalid),
            }
        }
        Err(cause) => {
            errors.push(wrong_item(attribute, item.clone(), &cause));
            fallback::other(item)
        }
    };
    tokens.extend(errors.into_compile_errors());
    tokens
}
