//! The compile-time check that a handler takes no proof of what its attribute does not prove.
//!
//! The expansion calls `passed` on every argument's `Passed`. For the proofs, that is one of the
//! methods below, each with bounds that the attribute has to meet; for anything else there is no
//! such method on `Passed` itself, and the call goes on to what it derefs to.

use crate::web::{
    extract::access::{Access, Fresh},
    handler::argument::{Passed, Proved},
};

/// What an attribute proves of every request, as a type.
#[derive(Clone, Copy, Debug)]
pub struct Guarantees<const TOKEN: bool, const ACCESS: bool, const FRESH: bool>;

/// There is a token.
#[diagnostic::on_unimplemented(
    message = "this handler lets requests without a token through, so there is not always a proof",
    label = "wrap it in an `Option`",
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
    note = "what counts is what the attribute asks for, by `fresh` or `max_age`; a token that \
            happens to be fresh proves nothing"
)]
pub trait ProvesFresh {}

#[diagnostic::do_not_recommend]
impl<const ACCESS: bool, const FRESH: bool> ProvesToken for Guarantees<true, ACCESS, FRESH> {}
#[diagnostic::do_not_recommend]
impl<const TOKEN: bool, const FRESH: bool> ProvesAccess for Guarantees<TOKEN, true, FRESH> {}
#[diagnostic::do_not_recommend]
impl<const TOKEN: bool, const ACCESS: bool> ProvesFresh for Guarantees<TOKEN, ACCESS, true> {}

impl<T> Passed<Access<T>> {
    /// Under an attribute that proves it.
    pub fn passed<A: ProvesToken + ProvesAccess>(self) -> Proved<Access<T>, A> {
        Proved::new()
    }
}

impl<T> Passed<Option<Access<T>>> {
    /// Under an attribute that proves it.
    pub fn passed<A: ProvesAccess>(self) -> Proved<Option<Access<T>>, A> {
        Proved::new()
    }
}

impl<T, E> Passed<Result<Access<T>, E>> {
    /// Under an attribute that proves it.
    pub fn passed<A: ProvesAccess>(self) -> Proved<Result<Access<T>, E>, A> {
        Proved::new()
    }
}

impl<T> Passed<Fresh<T>> {
    /// Under an attribute that proves it.
    pub fn passed<A: ProvesToken + ProvesAccess + ProvesFresh>(self) -> Proved<Fresh<T>, A> {
        Proved::new()
    }
}

impl<T> Passed<Option<Fresh<T>>> {
    /// Under an attribute that proves it.
    pub fn passed<A: ProvesAccess + ProvesFresh>(self) -> Proved<Option<Fresh<T>>, A> {
        Proved::new()
    }
}

impl<T, E> Passed<Result<Fresh<T>, E>> {
    /// Under an attribute that proves it.
    pub fn passed<A: ProvesAccess + ProvesFresh>(self) -> Proved<Result<Fresh<T>, E>, A> {
        Proved::new()
    }
}
