//! [`DynSessionStore`]: a session store of any type, chosen at run time.

use std::{any::Any, fmt, sync::Arc};

use crate::{
    error::jwt_error::BoxError,
    stores::{
        dynamic::any_store::{AnyStore, DynStoreError, SendFuture},
        memory::memory_store::{MemoryRevocationStore, MemoryStoreId},
        query::RevocationQuery,
        revocation::Revocation,
        revocation_store::RevocationStore,
        session::{
            adoption::{AdoptOutcome, Adoption},
            new_session::{NewSession, StartOutcome},
            owner::SessionOwner,
            rotation::{Rotation, RotationOutcome},
            session_info::SessionInfo,
            session_store::SessionStore,
            single_use::SingleUse,
        },
        verdict::Verdict,
    },
};

/// A [`SessionStore`] of any type, so that the configuration can choose one at run time.
///
/// It behaves as the store in it; clones share that.
///
/// ```
/// use jwt_fresh::{DynSessionStore, JwtConfig, JwtManager, MemoryRevocationStore};
///
/// let store = DynSessionStore::new(MemoryRevocationStore::new()); // or another one, by a variable
/// let jwt = JwtManager::builder(JwtConfig::new("a secret of at least thirty-two bytes"))
///     .session_store(store)
///     .build()?;
/// # Ok::<(), jwt_fresh::ConfigError>(())
/// ```
#[derive(Clone)]
pub struct DynSessionStore {
    store: Arc<dyn AnySessionStore>,
    /// Which store in memory it is, if it is one.
    memory: Option<MemoryStoreId>,
}

/// The object-safe form of [`SessionStore`], with boxed futures.
trait AnySessionStore: AnyStore {
    fn start<'a>(&'a self, session: &'a NewSession<'_>) -> SendFuture<'a, StartOutcome>;
    fn adopt<'a>(&'a self, adoption: &'a Adoption<'_>) -> SendFuture<'a, AdoptOutcome>;
    fn rotate<'a>(&'a self, rotation: &'a Rotation<'_>) -> SendFuture<'a, RotationOutcome>;
    fn sessions_of<'a>(&'a self, owner: &'a SessionOwner<'_>) -> SendFuture<'a, Vec<SessionInfo>>;
    fn allow_once<'a>(&'a self, token: &'a SingleUse<'_>) -> SendFuture<'a, ()>;
    fn use_once<'a>(&'a self, token: &'a SingleUse<'_>) -> SendFuture<'a, bool>;
    fn is_unused<'a>(&'a self, token: &'a SingleUse<'_>) -> SendFuture<'a, bool>;
}

impl<S: SessionStore> AnySessionStore for S {
    fn start<'a>(&'a self, session: &'a NewSession<'_>) -> SendFuture<'a, StartOutcome> {
        Box::pin(async move { Ok(SessionStore::start(self, session).await?) })
    }

    fn adopt<'a>(&'a self, adoption: &'a Adoption<'_>) -> SendFuture<'a, AdoptOutcome> {
        Box::pin(async move { Ok(SessionStore::adopt(self, adoption).await?) })
    }

    fn rotate<'a>(&'a self, rotation: &'a Rotation<'_>) -> SendFuture<'a, RotationOutcome> {
        Box::pin(async move { Ok(SessionStore::rotate(self, rotation).await?) })
    }

    fn sessions_of<'a>(&'a self, owner: &'a SessionOwner<'_>) -> SendFuture<'a, Vec<SessionInfo>> {
        Box::pin(async move { Ok(SessionStore::sessions_of(self, owner).await?) })
    }

    fn allow_once<'a>(&'a self, token: &'a SingleUse<'_>) -> SendFuture<'a, ()> {
        Box::pin(async move { Ok(SessionStore::allow_once(self, token).await?) })
    }

    fn use_once<'a>(&'a self, token: &'a SingleUse<'_>) -> SendFuture<'a, bool> {
        Box::pin(async move { Ok(SessionStore::use_once(self, token).await?) })
    }

    fn is_unused<'a>(&'a self, token: &'a SingleUse<'_>) -> SendFuture<'a, bool> {
        Box::pin(async move { Ok(SessionStore::is_unused(self, token).await?) })
    }
}

impl DynSessionStore {
    /// Boxes a store.
    #[must_use]
    pub fn new(store: impl SessionStore) -> Self {
        let any: &dyn Any = &store;
        // A store that is boxed already is not boxed again.
        let shared = || any.downcast_ref::<Arc<Self>>().map(|it| &**it);
        if let Some(boxed) = any.downcast_ref().or_else(shared) {
            return boxed.clone();
        }
        let memory = MemoryRevocationStore::id_of(any);
        Self {
            store: Arc::new(store),
            memory,
        }
    }

    /// The same store, for checks of tokens alone, and which store in memory it is.
    pub(crate) fn parts(&self) -> (Arc<dyn AnyStore>, Option<MemoryStoreId>) {
        (self.store.clone(), self.memory)
    }
}

impl RevocationStore for DynSessionStore {
    type Error = DynStoreError;

    async fn revoke(&self, revocation: &Revocation<'_>) -> Result<(), DynStoreError> {
        let told: Result<(), BoxError> = AnyStore::revoke(&*self.store, revocation).await;
        told.map_err(DynStoreError::new)
    }

    async fn check(&self, query: &RevocationQuery<'_>) -> Result<Verdict, DynStoreError> {
        let verdict: Result<_, BoxError> = AnyStore::check(&*self.store, query).await;
        verdict.map_err(DynStoreError::new)
    }
}

impl SessionStore for DynSessionStore {
    async fn start(&self, session: &NewSession<'_>) -> Result<StartOutcome, DynStoreError> {
        self.store.start(session).await.map_err(DynStoreError::new)
    }

    async fn adopt(&self, adoption: &Adoption<'_>) -> Result<AdoptOutcome, DynStoreError> {
        self.store.adopt(adoption).await.map_err(DynStoreError::new)
    }

    async fn rotate(&self, rotation: &Rotation<'_>) -> Result<RotationOutcome, DynStoreError> {
        let outcome = self.store.rotate(rotation).await;
        outcome.map_err(DynStoreError::new)
    }

    async fn sessions_of(
        &self,
        owner: &SessionOwner<'_>,
    ) -> Result<Vec<SessionInfo>, DynStoreError> {
        let sessions = self.store.sessions_of(owner).await;
        sessions.map_err(DynStoreError::new)
    }

    async fn allow_once(&self, token: &SingleUse<'_>) -> Result<(), DynStoreError> {
        let told = self.store.allow_once(token).await;
        told.map_err(DynStoreError::new)
    }

    async fn use_once(&self, token: &SingleUse<'_>) -> Result<bool, DynStoreError> {
        self.store.use_once(token).await.map_err(DynStoreError::new)
    }

    async fn is_unused(&self, token: &SingleUse<'_>) -> Result<bool, DynStoreError> {
        let answer = self.store.is_unused(token).await;
        answer.map_err(DynStoreError::new)
    }
}

impl fmt::Debug for DynSessionStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DynSessionStore").finish_non_exhaustive()
    }
}
