//! A map from what is revoked to a value, in many shards that are swept in turn.

use std::{
    hash::{BuildHasher, RandomState},
    sync::{
        PoisonError, RwLock, TryLockError,
        atomic::{AtomicUsize, Ordering},
    },
    time::SystemTime,
};

use crate::{
    stores::memory::{
        key::Key,
        shard::{ForgetAt, Merge, Shard},
    },
    token::numeric_date::{numeric_date, whole_seconds},
};

/// How many expired entries one call removes at most. More than the one that it may add, so that expired
/// entries do not accumulate.
const MAX_SWEPT_PER_CALL: usize = 32;

/// Entries with a value each; of two for one key the later time counts, and what is left
/// of both values.
pub(crate) struct Table<V> {
    /// With many small maps, workers seldom wait for a lock, and a map that grows or shrinks copies
    /// only its own part.
    shards: Box<[RwLock<Shard<V>>]>,
    /// Counts the sweeps; selects the shard to sweep next.
    sweeps: AtomicUsize,
    /// The number of entries.
    len: AtomicUsize,
}

impl<V: Merge> Table<V> {
    pub(crate) fn new(shards: usize) -> Self {
        Self {
            shards: (0..shards).map(|_| RwLock::default()).collect(),
            sweeps: AtomicUsize::new(0),
            len: AtomicUsize::new(0),
        }
    }

    /// The number of entries, including expired ones that are not removed yet.
    pub(crate) fn len(&self) -> usize {
        self.len.load(Ordering::SeqCst)
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &Key, hasher: &RandomState) -> Option<V> {
        let shard = self.shard_of(key, hasher)?;
        shard
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(key)
    }

    /// Stores a value until the given time.
    pub(crate) fn insert(&self, key: Key, forget_at: ForgetAt, value: V, hasher: &RandomState) {
        let Some(shard) = self.shard_of(&key, hasher) else {
            return;
        };
        // Before the entry: who has seen it has to find a table that is not empty.
        self.len.fetch_add(1, Ordering::SeqCst);
        let is_new = shard
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key, forget_at, value);
        if !is_new {
            self.len.fetch_sub(1, Ordering::SeqCst);
        }
    }

    /// Removes the value of a key, and returns it.
    pub(crate) fn remove(&self, key: &Key, hasher: &RandomState) -> Option<V> {
        let shard = self.shard_of(key, hasher)?;
        let removed = shard
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(key)?;
        self.len.fetch_sub(1, Ordering::SeqCst);
        Some(removed)
    }

    fn shard_of(&self, key: &Key, hasher: &RandomState) -> Option<&RwLock<Shard<V>>> {
        let shards = u64::try_from(self.shards.len()).ok()?;
        let index = hasher.hash_one(key).checked_rem(shards)?;
        self.shards.get(usize::try_from(index).ok()?)
    }

    /// Removes some expired entries of the next shard, unless it is locked.
    pub(crate) fn sweep_next(&self, now: SystemTime) {
        if self.len() == 0 {
            return;
        }
        let next = self.sweeps.fetch_add(1, Ordering::Relaxed) % self.shards.len().max(1);
        let Some(shard) = self.shards.get(next) else {
            return;
        };
        // A clock before 1970 forgets nothing.
        let now = u64::try_from(whole_seconds(numeric_date(now))).unwrap_or(0);
        let is_due = match shard.try_read() {
            Ok(shard) => shard.is_due(now),
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner().is_due(now),
            Err(TryLockError::WouldBlock) => false,
        };
        if is_due {
            let removed = match shard.try_write() {
                Ok(mut shard) => shard.sweep(now, MAX_SWEPT_PER_CALL),
                Err(TryLockError::Poisoned(poisoned)) => {
                    poisoned.into_inner().sweep(now, MAX_SWEPT_PER_CALL)
                }
                Err(TryLockError::WouldBlock) => 0,
            };
            self.len.fetch_sub(removed, Ordering::SeqCst);
        }
    }
}
