//! The object-safe form of [`RevocationStore`], and the error of a store of any type.

use std::{error::Error, fmt, future::Future, pin::Pin};

use crate::{
    error::jwt_error::BoxError,
    stores::{
        query::RevocationQuery, revocation::Revocation, revocation_store::RevocationStore,
        verdict::Verdict,
    },
};

pub(crate) type SendFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send + 'a>>;

/// The object-safe form of [`RevocationStore`], with boxed futures.
pub(crate) trait AnyStore: Send + Sync {
    fn revoke<'a>(&'a self, revocation: &'a Revocation<'_>) -> SendFuture<'a, ()>;
    fn check<'a>(&'a self, query: &'a RevocationQuery<'_>) -> SendFuture<'a, Verdict>;
}

impl<S: RevocationStore> AnyStore for S {
    fn revoke<'a>(&'a self, revocation: &'a Revocation<'_>) -> SendFuture<'a, ()> {
        Box::pin(async move { Ok(RevocationStore::revoke(self, revocation).await?) })
    }

    fn check<'a>(&'a self, query: &'a RevocationQuery<'_>) -> SendFuture<'a, Verdict> {
        Box::pin(async move { Ok(RevocationStore::check(self, query).await?) })
    }
}

/// The error of the store in a [`DynRevocationStore`](crate::DynRevocationStore) or a [`DynSessionStore`](crate::DynSessionStore).
///
/// It is displayed as that error, which [`get_ref`](Self::get_ref) returns.
pub struct DynStoreError(BoxError);

impl DynStoreError {
    pub(crate) fn new(error: BoxError) -> Self {
        Self(error)
    }

    pub(crate) fn into_inner(self) -> BoxError {
        self.0
    }

    /// The error of the store, to be downcast.
    #[must_use]
    pub fn get_ref(&self) -> &(dyn Error + Send + Sync + 'static) {
        &*self.0
    }
}

impl fmt::Debug for DynStoreError {
    /// Redacted, as the error may contain a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DynStoreError").finish_non_exhaustive()
    }
}

impl fmt::Display for DynStoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Error for DynStoreError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}
