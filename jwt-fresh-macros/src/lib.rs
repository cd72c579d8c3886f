//! The attribute macros of jwt-fresh. Use them through the crate `jwt_fresh`, which re-exports them.
//!
//! `#[jwt_required]` and its three variants replace a handler by a function that authenticates the
//! request first. They run the steps of `protect.rs`:
//!
//! | step | files | result |
//! |---|---|---|
//! | parse the arguments and the handler | `parse/` | `Arguments`, `HandlerFn` |
//! | check every rule | `check/` | `Checked`, or `Invalid` and errors |
//! | generate the code, or a fallback beside the errors | `expand/` | tokens |
//!
//! `attribute.rs` defines the attributes, and `diagnostics/` collects errors and suggests names.
//! `#[jwt_guarded]` and `#[jwt_public]` only check their item and return it unchanged: `guarded/`.

mod attribute;
mod check;
mod diagnostics;
mod expand;
mod guarded;
mod parse;
mod protect;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

use crate::guarded::module::check_module;
use crate::guarded::public::check_handler;
use crate::protect::protect;

/// Declares one of the four attributes. Most of the docs are shared: `docs/jwt_attributes.md`.
macro_rules! jwt_attribute {
    ($name:ident = $attribute:ident, $summary:literal, $meaning:literal, $example:literal) => {
        #[doc = $summary]
        ///
        #[doc = $meaning]
        ///
        /// The token is verified before anything else happens to the request: without a valid
        /// token no argument is extracted and no byte of the body is parsed.
        ///
        /// # Syntax
        ///
        /// ```text
        #[doc = concat!("#[", stringify!($name), "]")]
        #[doc = concat!("#[", stringify!($name), "(argument, argument, ..)]")]
        /// ```
        ///
        /// It goes on the `async fn` of a handler, above or below a route attribute such as
        /// `#[get("/")]`. Both orders protect the handler.
        ///
        /// # Examples
        ///
        /// ```ignore
        #[doc = include_str!(concat!("../docs/examples/", $example))]
        /// ```
        ///
        #[doc = include_str!("../docs/jwt_attributes.md")]
        #[proc_macro_attribute]
        pub fn $name(args: TokenStream, item: TokenStream) -> TokenStream {
            protect(attribute::$attribute, args.into(), item.into()).into()
        }
    };
}

jwt_attribute!(
    jwt_required = JWT_REQUIRED,
    "Protects a handler: only a request with a valid access token reaches it.",
    "Without arguments it requires an access token, fresh or not.",
    "jwt_required.txt"
);

jwt_attribute!(
    fresh_jwt_required = FRESH_JWT_REQUIRED,
    "Protects a handler: only a request with a *fresh* access token reaches it.",
    "The same as `#[jwt_required(fresh)]`: the token must come from a login, not from a refresh. For \
     sensitive actions such as a change of password or a payment.",
    "fresh_jwt_required.txt"
);

jwt_attribute!(
    jwt_refresh_token_required = JWT_REFRESH_TOKEN_REQUIRED,
    "Protects a handler: only a request with a valid refresh token reaches it.",
    "The same as `#[jwt_required(refresh)]`: for the endpoint that issues new access tokens.",
    "jwt_refresh_token_required.txt"
);

jwt_attribute!(
    jwt_optional = JWT_OPTIONAL,
    "Accepts requests with and without a token, and rejects a request with an invalid token.",
    "The same as `#[jwt_required(optional)]`: without a token the identity is null.",
    "jwt_optional.txt"
);

#[doc = include_str!("../docs/jwt_guarded.md")]
#[proc_macro_attribute]
pub fn jwt_guarded(args: TokenStream, item: TokenStream) -> TokenStream {
    check_module(args.into(), item.into()).into()
}

#[doc = include_str!("../docs/jwt_public.md")]
#[proc_macro_attribute]
pub fn jwt_public(args: TokenStream, item: TokenStream) -> TokenStream {
    check_handler(args.into(), item.into()).into()
}
