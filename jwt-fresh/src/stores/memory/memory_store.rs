//! `MemoryRevocationStore`: revoked tokens in the memory of the process.

use std::{
    any::Any,
    convert::Infallible,
    fmt,
    hash::RandomState,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use crate::{
    stores::{
        memory::{
            key::Key,
            owners::Owners,
            shard::{AllowedAt, ForgetAt, NEVER},
            table::Table,
        },
        query::RevocationQuery,
        revocation::{Revocation, RevocationTarget},
        revocation_store::RevocationStore,
        session::{cutoff::Cutoff, owner::SessionOwner},
        verdict::{RevocationReason, Verdict},
    },
    token::{ids::session_id::SessionId, numeric_date::milliseconds},
};

/// The number of maps for tokens, and of those for sessions and identities, which are fewer.
const TOKEN_SHARDS: usize = 256;
const OTHER_SHARDS: usize = 32;

/// Stores revoked tokens, and sessions, in the memory of the process, until they have expired.
///
/// **All of it is lost when the process ends.** After a restart or a deployment, a revoked token is accepted
/// again until it expires; as a [`session_store`](crate::JwtManagerBuilder::session_store) it knows no session any
/// more, which logs everybody out. Nothing is shared between processes or machines either. Where that matters,
/// take `RedisStore` (feature `redis`), or implement [`RevocationStore`] or
/// [`SessionStore`](crate::SessionStore) for a database.
///
/// ```
/// use jwt_fresh::{JwtConfig, JwtManager, MemoryRevocationStore};
///
/// let jwt = JwtManager::builder(JwtConfig::quart("super-secret"))
///     .revocation_store(MemoryRevocationStore::new())
///     .build()?;
/// # Ok::<(), jwt_fresh::ConfigError>(())
/// ```
///
/// - **Create it once per process, outside of the `HttpServer` closure**, which runs on each worker: a
///   store that one worker creates does not know what the others have revoked.
/// - It revokes tokens, sessions and identities: see [`RevocationTarget`].
/// - It takes about 170 bytes for each revoked token that has not expired, if its id is a UUID, as
///   with tokens of this crate; 30 kilobytes when it is empty.
/// - A revocation is removed 360 seconds after the token's `exp`, when the token is rejected as expired
///   with any leeway. **The revocation of a token that never expires is never removed.** The time is that
///   of the manager's [`clock`](crate::JwtConfig::clock). If that is set back by more than 60 seconds, a
///   token whose revocation was removed can become valid again.
/// - Memory of removed entries is returned to the allocator, which may keep it for reuse.
/// - Each call removes at most 32 expired entries of each kind, which bounds its duration.
/// - Clones share one set of entries.
#[derive(Clone)]
pub struct MemoryRevocationStore(Arc<Shared>);

pub(crate) struct Shared {
    id: MemoryStoreId,
    tokens: Table<()>,
    /// The ended sessions that are not in the list.
    sessions: Table<()>,
    /// Of each identity, the time up to which its tokens are revoked.
    identities: Table<Cutoff>,
    /// The list of sessions.
    pub(crate) owners: Owners,
    /// The tokens that may be used once.
    pub(crate) once: Table<AllowedAt>,
    /// The latest time that was seen, in milliseconds since 1970: the clock never goes back.
    latest: AtomicU64,
    /// When the store began to keep sessions, in the same unit.
    pub(crate) began_at: OnceLock<u64>,
    /// Hashes issuers, and selects shards; the maps of the shards hash with other keys.
    pub(crate) hasher: RandomState,
}

/// Distinguishes a store in memory from all others in the process; clones have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MemoryStoreId(u64);

impl MemoryRevocationStore {
    /// Creates an empty store.
    #[must_use]
    pub fn new() -> Self {
        static NEXT_ID: AtomicU64 = AtomicU64::new(0);
        Self(Arc::new(Shared {
            id: MemoryStoreId(NEXT_ID.fetch_add(1, Ordering::Relaxed)),
            tokens: Table::new(TOKEN_SHARDS),
            sessions: Table::new(OTHER_SHARDS),
            identities: Table::new(OTHER_SHARDS),
            owners: Owners::new(),
            once: Table::new(OTHER_SHARDS),
            latest: AtomicU64::new(0),
            began_at: OnceLock::new(),
            hasher: RandomState::new(),
        }))
    }

    /// The number of stored revocations, including expired ones that are not removed yet.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.tokens.len() + self.0.sessions.len() + self.0.identities.len()
    }

    /// Whether the store contains no revocation.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Which store it is, if it is one.
    pub(crate) fn id_of(store: &dyn Any) -> Option<MemoryStoreId> {
        let shared = || store.downcast_ref::<Arc<Self>>().map(|it| &**it);
        store.downcast_ref().or_else(shared).map(Self::id)
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.0
    }

    /// Which store it is.
    fn id(&self) -> MemoryStoreId {
        self.0.id
    }
}

impl Shared {
    /// The time in milliseconds since 1970: that of a call, but never less than in an earlier one.
    pub(crate) fn tick(&self, now: SystemTime) -> u64 {
        let now = milliseconds(now);
        let now = self.latest.fetch_max(now, Ordering::SeqCst).max(now);
        self.began_at.get_or_init(|| now);
        now
    }

    /// The time of the last call, in milliseconds since 1970.
    pub(crate) fn now(&self) -> u64 {
        self.latest.load(Ordering::SeqCst)
    }

    pub(crate) fn owner_key(&self, owner: &SessionOwner<'_>) -> Key {
        Key::new(owner.issuer(), owner.subject(), &self.hasher)
    }

    /// The end of all that an owner had until some time.
    pub(crate) fn cutoff(&self, owner: &SessionOwner<'_>) -> Option<Cutoff> {
        self.identities.get(&self.owner_key(owner), &self.hasher)
    }

    /// Whether a session was ended that was not in the list then.
    pub(crate) fn has_ended(&self, owner: &SessionOwner<'_>, session: SessionId) -> bool {
        self.sessions.len() > 0
            && self
                .sessions
                .get(&self.session_key(owner, session), &self.hasher)
                .is_some()
    }

    /// The key of a session of this owner: that of another one is not touched.
    fn session_key(&self, owner: &SessionOwner<'_>, session: SessionId) -> Key {
        Key::of_owned(owner, &session.to_string(), &self.hasher)
    }

    /// Removes some expired entries.
    pub(crate) fn sweep(&self, now: SystemTime) {
        self.owners.sweep_next(milliseconds(now));
        self.once.sweep_next(now);
        self.tokens.sweep_next(now);
        self.sessions.sweep_next(now);
        self.identities.sweep_next(now);
    }

    /// What is revoked, if the token is. Claims that no entry can match are not read.
    fn reason(
        &self,
        query: &RevocationQuery<'_>,
        ends_at: &mut Option<SystemTime>,
    ) -> Option<RevocationReason> {
        let key = |id: &str| Key::new(query.issuer(), id, &self.hasher);
        let is_in = |table: &Table<()>, id: &str| table.get(&key(id), &self.hasher).is_some();
        if self.tokens.len() > 0 && is_in(&self.tokens, query.token_id()) {
            return Some(RevocationReason::Token);
        }
        let has_sessions = self.sessions.len() + self.owners.len() > 0;
        if (has_sessions || query.requires_session())
            && let Some(session) = query.session_id()
        {
            let subject = query.subject();
            let owner = SessionOwner::new(&subject).with_issuer(query.issuer());
            match self.session_verdict(query, &owner, session) {
                Ok(end) => *ends_at = end,
                Err(reason) => return Some(reason),
            }
        }
        if self.identities.len() > 0 {
            let ends = |text: &str| {
                let cutoff = self.identities.get(&key(text), &self.hasher);
                cutoff.is_some_and(|cutoff| cutoff.ends_token(query))
            };
            if ends(&query.subject()) || query.actor().is_some_and(|actor| ends(&actor)) {
                return Some(RevocationReason::Identity);
            }
        }
        None
    }
}

impl Shared {
    /// When the session of a token ends, if that is known, or why the token is rejected.
    fn session_verdict(
        &self,
        query: &RevocationQuery<'_>,
        owner: &SessionOwner<'_>,
        session: SessionId,
    ) -> Result<Option<SystemTime>, RevocationReason> {
        if self.has_ended(owner, session) {
            return Err(RevocationReason::Session);
        }
        let now = self.tick(query.now());
        let known = self.owners.read(&self.owner_key(owner), session, |known| {
            let age = Duration::from_millis(now.saturating_sub(known.state.rotated_at));
            if known.state.ended {
                Err(RevocationReason::Session)
            } else if now >= known.state.ends_at {
                Err(RevocationReason::ExpiredSession)
            } else if query.is_replaced(known.state.generation, age) {
                Err(RevocationReason::Replaced)
            } else {
                Ok(known.state.ends_at())
            }
        });
        match known {
            Some(verdict) => verdict.map(Some),
            None if query.requires_session() => Err(RevocationReason::UnknownSession),
            None => Ok(None),
        }
    }
}

impl RevocationStore for MemoryRevocationStore {
    type Error = Infallible;

    async fn revoke(&self, revocation: &Revocation<'_>) -> Result<(), Infallible> {
        let store = &*self.0;
        let key = |id| Key::new(revocation.issuer(), id, &store.hasher);
        let forget_at = revocation.forget_at().map_or(NEVER, until);
        let now = store.tick(revocation.now());
        match revocation.target() {
            RevocationTarget::Token { id, .. } => {
                store.tokens.insert(key(id), forget_at, (), &store.hasher);
            }
            RevocationTarget::Session { id, subject } => {
                let owner = SessionOwner::new(subject).with_issuer(revocation.issuer());
                let is_listed = store.owners.with(&store.owner_key(&owner), |sessions| {
                    let listed = sessions.iter_mut().find(|session| session.id == id);
                    listed.map(|session| session.state.ended = true).is_some()
                });
                if !is_listed.unwrap_or_default() {
                    let key = store.session_key(&owner, id);
                    store.sessions.insert(key, forget_at, (), &store.hasher);
                }
            }
            RevocationTarget::Identity {
                subject,
                not_after,
                kept,
            } => {
                let (key, hasher) = (key(subject), &store.hasher);
                // If the clock was set back, there are sessions from a later time.
                let was_set_back = now > milliseconds(revocation.now());
                let latest = UNIX_EPOCH.checked_add(Duration::from_millis(now));
                let latest = latest.filter(|_| was_set_back);
                let cutoff = Cutoff {
                    not_after: latest.map_or(not_after, |latest| not_after.max(latest)),
                    kept,
                };
                store.identities.insert(key, forget_at, cutoff, hasher);
            }
        }
        store.sweep(revocation.now());
        Ok(())
    }

    async fn check(&self, query: &RevocationQuery<'_>) -> Result<Verdict, Infallible> {
        self.0.sweep(query.now());
        let mut ends_at = None;
        if let Some(reason) = self.0.reason(query, &mut ends_at) {
            return Ok(Verdict::Revoked(reason));
        }
        Ok(match ends_at.filter(|_| query.requires_session()) {
            Some(ends_at) => Verdict::ValidUntil(ends_at),
            None => Verdict::Valid,
        })
    }
}

/// The time in seconds since 1970, rounded up, so that no entry is removed too early.
pub(crate) fn until(time: SystemTime) -> ForgetAt {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    since
        .as_secs()
        .saturating_add(u64::from(since.subsec_nanos() > 0))
}

impl Default for MemoryRevocationStore {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for MemoryRevocationStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryRevocationStore")
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}
