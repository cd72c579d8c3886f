//! The compile-time check that a handler takes no proof of what its attribute does not prove.
//!
//! The expansion calls `passed` on every argument's `Passed`. For the proofs, that is one of the
//! methods below, each with bounds that the attribute has to meet; for anything else there is no
//! such method on `Passed` itself, and the call goes on to what it derefs to.

use std::{marker::PhantomData, ops::Deref};

use crate::{Access, Fresh, signature::Passed};

/// What an attribute proves of every request, as a type.
#[derive(Clone, Copy, Debug)]
pub struct Asked<const TOKEN: bool, const ACCESS: bool, const FRESH: bool>;

/// There is a token.
#[diagnostic::on_unimplemented(
    message = "this handler lets requests without a token through, so there is not always a proof",
    label = "wrap it in an `Option`, such as `Option<Access<T>>`",
    note = "`optional` and a proof of a token contradict each other: take an `Option`, which is \
            `None` for a request without a token, or remove `optional`"
)]
pub trait ProvesToken {}

/// It is an access token.
#[diagnostic::on_unimplemented(
    message = "this handler does not ask for an access token, so there is no proof of one",
    label = "take `Claims<T>` or `Identity`",
    note = "with `refresh` it asks for a refresh token, and with `verify_type = false` for any: \
            `Access` and `Fresh` are for handlers that ask for an access token"
)]
pub trait ProvesAccess {}

/// It is fresh.
#[diagnostic::on_unimplemented(
    message = "this handler does not ask for a fresh token, so there is no proof of one",
    label = "write `#[jwt_required(fresh)]` above the handler, or take `Access<T>` here",
    note = "what counts is what the attribute asks for; a token that happens to be fresh proves \
            nothing"
)]
pub trait ProvesFresh {}

impl<const ACCESS: bool, const FRESH: bool> ProvesToken for Asked<true, ACCESS, FRESH> {}
impl<const TOKEN: bool, const FRESH: bool> ProvesAccess for Asked<TOKEN, true, FRESH> {}
impl<const TOKEN: bool, const ACCESS: bool> ProvesFresh for Asked<TOKEN, ACCESS, true> {}

macro_rules! proofs {
    ($(<$($parameter:ident),*> $proof:ty: $($bound:ident)+;)*) => {
        $(
            impl<$($parameter),*> Passed<$proof> {
                /// Itself, under an attribute that proves what the argument is proof of.
                pub fn passed<A: $($bound +)+>(self, _: A) -> Self {
                    self
                }
            }
        )*
    };
}

proofs! {
    <T> Access<T>: ProvesToken ProvesAccess;
    <T> Option<Access<T>>: ProvesAccess;
    <T, E> Result<Access<T>, E>: ProvesAccess;
    <T> Fresh<T>: ProvesToken ProvesAccess ProvesFresh;
    <T> Option<Fresh<T>>: ProvesAccess ProvesFresh;
    <T, E> Result<Fresh<T>, E>: ProvesAccess ProvesFresh;
}

/// Stands for an argument that is an extractor and no proof.
#[derive(Debug)]
pub struct NoProof<T>(PhantomData<fn() -> T>);

impl<T> NoProof<T> {
    /// The argument again, under any attribute.
    pub fn passed<A>(&self, _: A) -> Passed<T> {
        Passed::new()
    }
}

impl<T> Deref for Passed<T> {
    type Target = NoProof<T>;

    fn deref(&self) -> &NoProof<T> {
        &NoProof(PhantomData)
    }
}
