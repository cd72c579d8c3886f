//! The warning about a call that runs outside of the request's context.
//!
//! The attributes find such calls by their names. Whether a name is that of this crate's function, or of
//! one of the app's, only rustc can tell. It can for types, with a second type to fall back to:
//!
//! - Beside each function the crate has a hidden type of the same name, in [`names`], which an import of
//!   the function imports too.
//! - The attribute refers to the type in a block with `use super::*`, in a module with the types of
//!   [`not_ours`]. A name that the handler's module does not have as a type is one of these.
//! - The methods of [`DetachedCall`] are deprecated for the types of [`names`]. On stable Rust a macro has
//!   no other way to emit a warning.
//!
//! A glob import is no evidence: the app may have a function of the same name beside it. Modules with one
//! have the type [`Glob`] too, and get no warning.

#![allow(clippy::exhaustive_enums, reason = "types without values")]

use std::{marker::PhantomData, ops::Deref};

/// A call of `F`: the name of a function, and whether a glob import may have imported the name.
#[derive(Debug)]
pub struct DetachedCall<F>(PhantomData<fn() -> F>);

/// A call of a function of the app.
#[derive(Debug)]
pub struct OtherCall;

/// A function of this crate that needs the context of the request, imported by its name.
pub trait NeedsContext {}

/// The name of a function of this crate.
pub trait Name {}

impl<N: Name> NeedsContext for (N, NoGlob) {}

/// There is a glob import of this crate.
#[derive(Debug)]
pub enum Glob {}

/// There is no glob import of this crate.
#[derive(Debug)]
pub enum NoGlob {}

impl<F> DetachedCall<F> {
    #[allow(clippy::new_without_default, reason = "only the attributes call it")]
    /// A call.
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<F: NeedsContext> DetachedCall<F> {
    /// Warns about a call in the `async` block of a spawned task.
    #[deprecated(
        note = "this call does not see the request, as it runs in a task of its own; write `async { .. \
                }.with_jwt_context()` where the handler spawns it, or call it before and move the result in"
    )]
    pub fn detached_call_in_task(&self) {}

    /// Warns about a call in a closure that another thread runs.
    #[deprecated(
        note = "this call does not see the request, as it runs in another thread; write `let context = \
                JwtContext::capture();` before and `context.scope(|| ..)` in the closure, or call it \
                before and move the result in"
    )]
    pub fn detached_call_in_thread(&self) {}
}

impl<F> Deref for DetachedCall<F> {
    type Target = OtherCall;

    fn deref(&self) -> &OtherCall {
        &OtherCall
    }
}

impl OtherCall {
    /// Does nothing.
    pub fn detached_call_in_task(&self) {}

    /// Does nothing.
    pub fn detached_call_in_thread(&self) {}
}

macro_rules! functions {
    ($($name:ident)*) => {
        /// The functions of this crate that need the context.
        #[allow(non_camel_case_types, reason = "the names of functions")]
        #[allow(missing_docs, reason = "they are the names")]
        pub mod names {
            $(
                #[derive(Debug)]
                pub enum $name {}
                impl super::Name for $name {}
            )*
        }

        /// The types for names that the handler's module does not import from this crate.
        #[allow(non_camel_case_types, reason = "the names of functions")]
        #[allow(missing_docs, reason = "they are the names")]
        pub mod not_ours {
            $(
                #[derive(Debug)]
                pub enum $name {}
            )*

            pub use super::NoGlob as __JwtFreshGlob;
        }
    };
}

functions! {
    create_access_token
    create_refresh_token
    current_user
    decode_token
    get_csrf_token
    get_current_user
    get_jti
    get_jwt
    get_jwt_claims
    get_jwt_header
    get_jwt_identity
    get_jwt_request_location
    get_raw_jwt
    get_raw_jwt_header
    token_decoder
    verify_fresh_jwt_in_request
    verify_jwt_in_request
    verify_jwt_in_request_optional
    verify_jwt_refresh_token_in_request
}
