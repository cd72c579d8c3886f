//! The sessions in memory, by owner.

use std::{
    collections::{BTreeSet, HashMap},
    hash::{BuildHasher, RandomState},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use crate::{
    stores::{memory::key::Key, session::transition::SessionState},
    token::ids::session_id::SessionId,
};

/// The number of maps. With many small ones, workers seldom wait for a lock.
const SHARDS: usize = 64;

/// How many owners one call looks through at most for sessions that have reached their end.
const MAX_SWEPT_PER_CALL: usize = 16;

/// Sessions by owner.
pub(crate) struct Owners {
    shards: Box<[Mutex<OwnerShard>]>,
    hasher: RandomState,
    sweeps: AtomicUsize,
    /// The number of sessions.
    len: AtomicUsize,
}

/// One session. Times are milliseconds since 1970.
pub(crate) struct Session {
    pub(crate) id: SessionId,
    pub(crate) state: SessionState,
    pub(crate) last_used_at: u64,
    pub(crate) label: Option<Box<str>>,
}

#[derive(Default)]
struct OwnerShard {
    by_owner: HashMap<Key, Vec<Session>>,
    /// When an owner has to be looked through, soonest first. It may be in here more than once.
    by_time: BTreeSet<(u64, Key)>,
}

impl Owners {
    pub(crate) fn new() -> Self {
        Self {
            shards: (0..SHARDS).map(|_| Mutex::default()).collect(),
            hasher: RandomState::new(),
            sweeps: AtomicUsize::new(0),
            len: AtomicUsize::new(0),
        }
    }

    /// The number of sessions, including those that have ended and are not removed yet.
    pub(crate) fn len(&self) -> usize {
        self.len.load(Ordering::SeqCst)
    }

    /// Calls `change` with the sessions of an owner: one atomic step.
    pub(crate) fn with<R>(
        &self,
        owner: &Key,
        change: impl FnOnce(&mut Vec<Session>) -> R,
    ) -> Option<R> {
        let mut shard = self.lock(owner)?;
        let mut sessions = shard.by_owner.remove(owner).unwrap_or_default();
        let (before, first_end) = (sessions.len(), next_end(&sessions));
        let result = change(&mut sessions);
        self.count(before, sessions.len());
        if next_end(&sessions) != first_end
            && let Some(end) = next_end(&sessions)
        {
            shard.by_time.insert((end, owner.clone()));
        }
        if !sessions.is_empty() {
            shard.by_owner.insert(owner.clone(), sessions);
        }
        Some(result)
    }

    /// Calls `read` with a session, if there is one with that id.
    pub(crate) fn read<R>(
        &self,
        owner: &Key,
        id: SessionId,
        read: impl FnOnce(&Session) -> R,
    ) -> Option<R> {
        let shard = self.lock(owner)?;
        let sessions = shard.by_owner.get(owner)?;
        sessions.iter().find(|session| session.id == id).map(read)
    }

    /// Removes some sessions that have reached their end.
    pub(crate) fn sweep_next(&self, now: u64) {
        if self.len() == 0 {
            return;
        }
        let next = self.sweeps.fetch_add(1, Ordering::Relaxed) % SHARDS;
        let Some(mut shard) = self
            .shards
            .get(next)
            .and_then(|shard| shard.try_lock().ok())
        else {
            return;
        };
        for _ in 0..MAX_SWEPT_PER_CALL {
            match shard.by_time.first() {
                Some((end, _)) if *end <= now => {}
                _ => break,
            }
            let Some((_, owner)) = shard.by_time.pop_first() else {
                break;
            };
            let Some(mut sessions) = shard.by_owner.remove(&owner) else {
                continue;
            };
            let before = sessions.len();
            sessions.retain(|session| session.state.ends_at > now);
            self.count(before, sessions.len());
            if let Some(end) = next_end(&sessions) {
                shard.by_time.insert((end, owner.clone()));
                shard.by_owner.insert(owner, sessions);
            }
        }
        let (len, capacity) = (shard.by_owner.len(), shard.by_owner.capacity());
        if capacity > 64 && len < capacity / 4 {
            shard.by_owner.shrink_to(len * 2);
        }
    }

    fn lock(&self, owner: &Key) -> Option<MutexGuard<'_, OwnerShard>> {
        let index = usize::try_from(self.hasher.hash_one(owner) % (SHARDS as u64)).ok()?;
        let shard = self.shards.get(index)?;
        Some(shard.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn count(&self, before: usize, after: usize) {
        if after > before {
            self.len.fetch_add(after - before, Ordering::SeqCst);
        } else {
            self.len.fetch_sub(before - after, Ordering::SeqCst);
        }
    }
}

/// When the first of the sessions reaches its end.
fn next_end(sessions: &[Session]) -> Option<u64> {
    sessions.iter().map(|session| session.state.ends_at).min()
}
