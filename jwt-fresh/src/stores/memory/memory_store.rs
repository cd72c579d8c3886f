//! The store that keeps revoked tokens in this process's memory.

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

/// Many small maps in place of a large one: workers seldom wait for each other, and a map that
/// grows or shrinks copies a small part of the whole.
const SHARDS: usize = 256;
/// The ids that one call forgets at most. More than the one that it may add, so that the store
/// never falls behind.
const SWEPT_AT_ONCE: usize = 32;

/// Remembers revoked tokens in the memory of this process, until they have expired.
///
/// **It forgets everything when the process ends.** A token that was revoked is good again after
/// a restart or a deployment, until it expires. Nor do two processes, or two machines, know of
/// each other's revocations. Where that matters, keep them in a database: see [`RevocationStore`].
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
/// - It costs about 150 bytes for each token that is revoked and has not expired, if its id is a
///   UUID as ours are; 23 kilobytes when it is empty.
/// - A token is forgotten when it is refused anyway: a minute after its `exp` and the leeway. **A
///   token that never expires is remembered for ever.** If the machine's clock is set back by more
///   than a minute, a token that was forgotten can come alive again.
/// - What is forgotten goes back to the allocator, which keeps some of it for what comes next.
/// - Each call forgets at most 32 expired tokens, so none takes long, however many expire at once.
/// - Clones share what they remember.
#[derive(Clone)]
pub struct MemoryRevocationStore(Arc<Shared>);

struct Shared {
    shards: Box<[RwLock<Shard>]>,
    /// Chooses the shard of an id; the shards' own maps hash with other keys.
    hasher: RandomState,
    /// Whose turn it is to be swept.
    turn: AtomicUsize,
    clock: Box<dyn Clock>,
}

impl MemoryRevocationStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::with_clock(SystemTime::now)
    }

    /// An empty store with a clock of its own; it ought to be the
    /// [configuration's](crate::JwtConfig::clock).
    #[must_use]
    pub fn with_clock(clock: impl Clock) -> Self {
        Self(Arc::new(Shared {
            shards: (0..SHARDS).map(|_| RwLock::default()).collect(),
            hasher: RandomState::new(),
            turn: AtomicUsize::new(0),
            clock: Box::new(clock),
        }))
    }

    /// How many revoked tokens are remembered; some may have expired and not be forgotten yet.
    #[must_use]
    pub fn len(&self) -> usize {
        let len =
            |shard: &RwLock<Shard>| shard.read().unwrap_or_else(PoisonError::into_inner).len();
        self.0.shards.iter().map(len).sum()
    }

    /// Whether no revoked token is remembered.
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

    /// Sweeps a little of the next shard, unless somebody is at work there.
    fn sweep_next(&self) {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed) % SHARDS;
        let Some(shard) = self.shards.get(turn) else {
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
                Ok(mut shard) => shard.sweep(now, SWEPT_AT_ONCE),
                Err(TryLockError::Poisoned(poisoned)) => {
                    poisoned.into_inner().sweep(now, SWEPT_AT_ONCE);
                }
                Err(TryLockError::WouldBlock) => {}
            }
        }
    }
}

impl RevocationStore for MemoryRevocationStore {
    type Error = Infallible;

    async fn revoke(&self, revocation: Revocation<'_>) -> Result<(), Infallible> {
        let id = TokenId::of(revocation.token_id());
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
        let id = TokenId::of(token_id);
        Ok(self.0.shard_of(&id).is_none_or(|shard| {
            shard
                .read()
                .unwrap_or_else(PoisonError::into_inner)
                .contains(&id)
        }))
    }
}

/// Rounded up, so that nothing is forgotten a fraction of a second too soon.
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
