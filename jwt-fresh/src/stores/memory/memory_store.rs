//! `MemoryRevocationStore`: revoked tokens in the memory of the process.

use std::{
    convert::Infallible,
    fmt,
    hash::RandomState,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use crate::stores::{
    memory::{
        key::Key,
        shard::{ForgetAt, NEVER},
        table::Table,
    },
    query::RevocationQuery,
    revocation::{Revocation, RevocationTarget},
    revocation_store::RevocationStore,
    verdict::{RevocationReason, Verdict},
};

/// The number of maps for tokens, and of those for sessions and identities, which are fewer.
const TOKEN_SHARDS: usize = 256;
const OTHER_SHARDS: usize = 32;

/// Stores revoked tokens in the memory of the process, until they have expired.
///
/// **All revocations are lost when the process ends.** After a restart or a deployment, a revoked
/// token is accepted again until it expires. Revocations are not shared between processes or
/// machines either. Where that matters, store them in a database: see [`RevocationStore`].
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

struct Shared {
    id: MemoryStoreId,
    tokens: Table<()>,
    sessions: Table<()>,
    /// Of each identity, the time up to which its tokens are revoked.
    identities: Table<SystemTime>,
    /// Hashes issuers, and selects shards; the maps of the shards hash with other keys.
    hasher: RandomState,
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

    /// Which store it is.
    pub(crate) fn id(&self) -> MemoryStoreId {
        self.0.id
    }
}

impl Shared {
    /// Removes some expired entries.
    fn sweep(&self, now: SystemTime) {
        self.tokens.sweep_next(now);
        self.sessions.sweep_next(now);
        self.identities.sweep_next(now);
    }

    /// What is revoked, if the token is. Claims that no entry can match are not read.
    fn reason(&self, query: &RevocationQuery<'_>) -> Option<RevocationReason> {
        let key = |id: &str| Key::new(query.issuer(), id, &self.hasher);
        let is_in = |table: &Table<()>, id: &str| table.get(&key(id), &self.hasher).is_some();
        if self.tokens.len() > 0 && is_in(&self.tokens, query.token_id()) {
            return Some(RevocationReason::Token);
        }
        if self.sessions.len() > 0 && query.session().is_some_and(|id| is_in(&self.sessions, id)) {
            return Some(RevocationReason::Session);
        }
        if self.identities.len() > 0 {
            let not_after = |text: &str| self.identities.get(&key(text), &self.hasher);
            let of_actor = query.actor().and_then(|actor| not_after(&actor));
            let latest = not_after(&query.subject()).max(of_actor);
            if latest.is_some_and(|not_after| query.began_by(not_after)) {
                return Some(RevocationReason::Identity);
            }
        }
        None
    }
}

impl RevocationStore for MemoryRevocationStore {
    type Error = Infallible;

    async fn revoke(&self, revocation: &Revocation<'_>) -> Result<(), Infallible> {
        let store = &*self.0;
        let key = |id| Key::new(revocation.issuer(), id, &store.hasher);
        let forget_at = forget_at(revocation);
        match revocation.target() {
            RevocationTarget::Token { id } => {
                store.tokens.insert(key(id), forget_at, (), &store.hasher);
            }
            RevocationTarget::Session { id } => {
                store.sessions.insert(key(id), forget_at, (), &store.hasher);
            }
            RevocationTarget::Identity { subject, not_after } => {
                let (key, hasher) = (key(subject), &store.hasher);
                store.identities.insert(key, forget_at, not_after, hasher);
            }
        }
        store.sweep(revocation.now());
        Ok(())
    }

    async fn check(&self, query: &RevocationQuery<'_>) -> Result<Verdict, Infallible> {
        self.0.sweep(query.now());
        Ok(self
            .0
            .reason(query)
            .map_or(Verdict::Valid, Verdict::Revoked))
    }
}

/// The time in seconds since 1970, rounded up, so that no entry is removed too early.
fn forget_at(revocation: &Revocation<'_>) -> ForgetAt {
    revocation.forget_at().map_or(NEVER, |time| {
        let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
        since
            .as_secs()
            .saturating_add(u64::from(since.subsec_nanos() > 0))
    })
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
