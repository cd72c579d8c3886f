//! [`DynRevocationStore`]: a revocation store of any type, chosen at run time.

use std::{any::Any, fmt, sync::Arc};

use crate::{
    error::jwt_error::BoxError,
    stores::{
        dynamic::{
            any_store::{AnyStore, DynStoreError},
            dyn_session_store::DynSessionStore,
        },
        memory::memory_store::{MemoryRevocationStore, MemoryStoreId},
        query::RevocationQuery,
        revocation::Revocation,
        revocation_store::RevocationStore,
        verdict::Verdict,
    },
};

/// A [`RevocationStore`] of any type, so that the configuration can choose one at run time.
///
/// It behaves as the store in it; clones share that.
///
/// ```
/// # use std::{convert::Infallible, sync::Arc};
/// # use jwt_fresh::{Revocation, RevocationQuery, RevocationStore, Verdict};
/// use jwt_fresh::{DynRevocationStore, JwtConfig, JwtManager, MemoryRevocationStore};
/// # struct Redis(MemoryRevocationStore);
/// # impl Redis { fn open(_: &str) -> Self { Self(MemoryRevocationStore::new()) } }
/// # impl RevocationStore for Redis {
/// #     type Error = Infallible;
/// #     async fn revoke(&self, it: &Revocation<'_>) -> Result<(), Infallible> { self.0.revoke(it).await }
/// #     async fn check(&self, it: &RevocationQuery<'_>) -> Result<Verdict, Infallible> { self.0.check(it).await }
/// # }
///
/// fn store(redis_url: Option<&str>) -> DynRevocationStore {
///     match redis_url {
///         Some(url) => DynRevocationStore::new(Redis::open(url)),
///         None => DynRevocationStore::new(MemoryRevocationStore::new()), // in development
///     }
/// }
///
/// let jwt = JwtManager::builder(JwtConfig::quart("super-secret"))
///     .revocation_store(store(None))
///     .build()?;
/// # Ok::<(), jwt_fresh::ConfigError>(())
/// ```
#[derive(Clone)]
pub struct DynRevocationStore {
    store: Arc<dyn AnyStore>,
    /// Which store in memory it is, if it is one.
    memory: Option<MemoryStoreId>,
}

impl DynRevocationStore {
    /// Boxes a store.
    #[must_use]
    pub fn new(store: impl RevocationStore) -> Self {
        let any: &dyn Any = &store;
        // A store that is boxed already is not boxed again.
        let shared = || any.downcast_ref::<Arc<Self>>().map(|it| &**it);
        if let Some(boxed) = any.downcast_ref().or_else(shared) {
            return boxed.clone();
        }
        // A session store is boxed once, for both.
        let shared = || any.downcast_ref::<Arc<DynSessionStore>>().map(|it| &**it);
        if let Some(sessions) = any.downcast_ref().or_else(shared) {
            return Self::of_sessions(sessions);
        }
        let memory = MemoryRevocationStore::id_of(any);
        Self {
            store: Arc::new(store),
            memory,
        }
    }

    /// A session store, for checks of tokens alone.
    pub(crate) fn of_sessions(sessions: &DynSessionStore) -> Self {
        let (store, memory) = sessions.parts();
        Self { store, memory }
    }

    /// Which store in memory it is, if it is one.
    pub(crate) fn memory(&self) -> Option<MemoryStoreId> {
        self.memory
    }

    /// [`revoke`](RevocationStore::revoke), with the error of the store in it.
    pub(crate) async fn revoke_boxed(&self, revocation: &Revocation<'_>) -> Result<(), BoxError> {
        self.store.revoke(revocation).await
    }

    /// [`check`](RevocationStore::check), with the error of the store in it.
    pub(crate) async fn check_boxed(
        &self,
        query: &RevocationQuery<'_>,
    ) -> Result<Verdict, BoxError> {
        self.store.check(query).await
    }
}

impl RevocationStore for DynRevocationStore {
    type Error = DynStoreError;

    async fn revoke(&self, revocation: &Revocation<'_>) -> Result<(), DynStoreError> {
        self.revoke_boxed(revocation)
            .await
            .map_err(DynStoreError::new)
    }

    async fn check(&self, query: &RevocationQuery<'_>) -> Result<Verdict, DynStoreError> {
        self.check_boxed(query).await.map_err(DynStoreError::new)
    }
}

impl fmt::Debug for DynRevocationStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DynRevocationStore").finish_non_exhaustive()
    }
}
