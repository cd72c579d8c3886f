//! One argument of a handler: that it is an extractor, and what its attribute must guarantee.

use std::{marker::PhantomData, ops::Deref};

/// Stands for an argument that is an extractor.
#[derive(Debug)]
pub struct Passed<T>(PhantomData<fn() -> T>);

impl<T> Passed<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

/// Stands for an argument that can be had under the attribute `A`, which [`Signature`] says.
///
/// [`Signature`]: crate::web::handler::signature::Signature
#[derive(Debug)]
pub struct Proved<T, A>(PhantomData<fn(A) -> T>);

impl<T, A> Proved<T, A> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

/// Stands for an argument that is an extractor and no proof.
#[derive(Debug)]
pub struct NoProof<T>(PhantomData<fn() -> T>);

impl<T> NoProof<T> {
    /// Under any attribute.
    pub fn passed<A>(&self) -> Proved<T, A> {
        Proved::new()
    }
}

impl<T> Deref for Passed<T> {
    type Target = NoProof<T>;

    fn deref(&self) -> &NoProof<T> {
        &NoProof(PhantomData)
    }
}
