//! `MemoryRevocationStore`: revoked tokens in the memory of the process.

use std::{
    convert::Infallible,
    fmt,
    hash::{BuildHasher, RandomState},
    sync::{
        Arc, PoisonError, RwLock, TryLockError,
        atomic::{AtomicUsize, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use crate::{
    config::clock::Clock,
    stores::{
        memory::{
            shard::{ForgetAt, NEVER, Shard},
            token_id::TokenId,
        },
        revocation::{Revocation, RevocationStore},
    },
    token::numeric_date::{numeric_date, whole_seconds},
};

/// The number of maps. With many small ones, workers seldom wait for a lock, and a map that grows
/// or shrinks copies only its own part.
const SHARDS: usize = 256;
/// How many expired ids one call removes at most. More than the one that it may add, so that expired
/// ids do not accumulate.
const MAX_SWEPT_PER_CALL: usize = 32;

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
/// - It takes about 150 bytes for each revoked token that has not expired, if its id is a UUID, as
///   with tokens of this crate; 23 kilobytes when it is empty.
/// - A revocation is removed 60 seconds after the token's `exp` plus the leeway, when the token is
///   rejected as expired. **The revocation of a token that never expires is never removed.** If the
///   system clock is set back by more than 60 seconds, a token whose revocation was removed can
///   become valid again.
/// - Memory of removed entries is returned to the allocator, which may keep it for reuse.
/// - Each call removes at most 32 expired entries, which bounds its duration.
/// - Clones share one set of entries.
#[derive(Clone)]
pub struct MemoryRevocationStore(Arc<Shared>);

struct Shared {
    shards: Box<[RwLock<Shard>]>,
    /// Selects the shard of an id; the maps of the shards hash with other keys.
    hasher: RandomState,
    /// Counts the sweeps; selects the shard to sweep next.
    sweeps: AtomicUsize,
    clock: Box<dyn Clock>,
}

impl MemoryRevocationStore {
    /// Creates an empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::with_clock(SystemTime::now)
    }

    /// Creates an empty store with the given clock, which has to be the same as the
    /// [configured one](crate::JwtConfig::clock). Defaults to the system clock.
    #[must_use]
    pub fn with_clock(clock: impl Clock) -> Self {
        Self(Arc::new(Shared {
            shards: (0..SHARDS).map(|_| RwLock::default()).collect(),
            hasher: RandomState::new(),
            sweeps: AtomicUsize::new(0),
            clock: Box::new(clock),
        }))
    }

    /// The number of stored revocations, including expired ones that are not removed yet.
    #[must_use]
    pub fn len(&self) -> usize {
        let len =
            |shard: &RwLock<Shard>| shard.read().unwrap_or_else(PoisonError::into_inner).len();
        self.0.shards.iter().map(len).sum()
    }

    /// Whether the store contains no revocation.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Shared {
    fn shard_of(&self, id: &TokenId) -> Option<&RwLock<Shard>> {
        let hash = self.hasher.hash_one(id) % SHARDS as u64;
        self.shards.get(usize::try_from(hash).ok()?)
    }

    /// Removes some expired ids of the next shard, unless it is locked.
    fn sweep_next(&self) {
        let next = self.sweeps.fetch_add(1, Ordering::Relaxed) % SHARDS;
        let Some(shard) = self.shards.get(next) else {
            return;
        };
        // A clock before 1970 forgets nothing.
        let now = u64::try_from(whole_seconds(numeric_date(self.clock.now()))).unwrap_or(0);
        let is_due = match shard.try_read() {
            Ok(shard) => shard.is_due(now),
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner().is_due(now),
            Err(TryLockError::WouldBlock) => false,
        };
        if is_due {
            match shard.try_write() {
                Ok(mut shard) => shard.sweep(now, MAX_SWEPT_PER_CALL),
                Err(TryLockError::Poisoned(poisoned)) => {
                    poisoned.into_inner().sweep(now, MAX_SWEPT_PER_CALL);
                }
                Err(TryLockError::WouldBlock) => {}
            }
        }
    }
}

impl RevocationStore for MemoryRevocationStore {
    type Error = Infallible;

    async fn revoke(&self, revocation: Revocation<'_>) -> Result<(), Infallible> {
        let id = TokenId::parse(revocation.token_id());
        if let Some(shard) = self.0.shard_of(&id) {
            shard
                .write()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(id, forget_at(revocation));
        }
        self.0.sweep_next();
        Ok(())
    }

    async fn is_revoked(&self, token_id: &str) -> Result<bool, Infallible> {
        self.0.sweep_next();
        let id = TokenId::parse(token_id);
        Ok(self.0.shard_of(&id).is_none_or(|shard| {
            shard
                .read()
                .unwrap_or_else(PoisonError::into_inner)
                .contains(&id)
        }))
    }
}

/// The time in seconds since 1970, rounded up, so that no entry is removed too early.
fn forget_at(revocation: Revocation<'_>) -> ForgetAt {
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
