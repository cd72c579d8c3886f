//! One shard of a table, indexed by key and by the time of removal.

use std::{
    collections::{BTreeSet, HashMap},
    time::SystemTime,
};

use crate::stores::{memory::key::Key, session::cutoff::Cutoff};

/// When a revocation may be removed, in whole seconds since 1970.
pub(crate) type ForgetAt = u64;
/// For revocations that are never removed.
pub(crate) const NEVER: ForgetAt = ForgetAt::MAX;

/// Maps with at most this capacity are not shrunk.
const SMALL: usize = 64;

pub(crate) struct Shard<V> {
    by_key: HashMap<Key, Entry<V>>,
    /// What is to be removed, soonest first. A key that was revoked again with a later time is here
    /// twice; `by_key` has the valid time.
    by_time: BTreeSet<(ForgetAt, Key)>,
}

struct Entry<V> {
    forget_at: ForgetAt,
    value: V,
}

/// The value of an entry that is stored again.
pub(crate) trait Merge: Copy {
    /// What is left of two, of which the other is the later one.
    fn merge(self, other: Self) -> Self;
}

impl Merge for () {
    fn merge(self, (): Self) {}
}

/// When a token that may be used once was made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AllowedAt(pub(crate) SystemTime);

impl Merge for AllowedAt {
    fn merge(self, _: Self) -> Self {
        self
    }
}

impl Merge for Cutoff {
    fn merge(self, other: Self) -> Self {
        self.followed_by(other)
    }
}

impl<V: Merge> Shard<V> {
    pub(crate) fn get(&self, key: &Key) -> Option<V> {
        self.by_key.get(key).map(|entry| entry.value)
    }

    /// Stores a value until the given time. If there is one already, the later time remains, and
    /// what is left of both values. Returns whether there was none.
    ///
    /// `by_key` is written first: a panic in between loses no revocation.
    pub(crate) fn insert(&mut self, key: Key, forget_at: ForgetAt, value: V) -> bool {
        let is_new = match self.by_key.get_mut(&key) {
            Some(known) => {
                known.value = known.value.merge(value);
                if known.forget_at >= forget_at {
                    return false;
                }
                known.forget_at = forget_at;
                false
            }
            None => {
                let entry = Entry { forget_at, value };
                self.by_key.insert(key.clone(), entry).is_none()
            }
        };
        if forget_at != NEVER {
            self.by_time.insert((forget_at, key));
        }
        is_new
    }

    /// Removes an entry, and returns its value.
    pub(crate) fn remove(&mut self, key: &Key) -> Option<V> {
        let entry = self.by_key.remove(key)?;
        if entry.forget_at != NEVER {
            self.by_time.remove(&(entry.forget_at, key.clone()));
        }
        Some(entry.value)
    }

    /// Removes entries whose time has come, at most `limit`; returns how many.
    pub(crate) fn sweep(&mut self, now: u64, limit: usize) -> usize {
        let before = self.by_key.len();
        for _ in 0..limit {
            match self.by_time.first() {
                Some((forget_at, _)) if *forget_at <= now => {}
                _ => break,
            }
            let Some((forget_at, key)) = self.by_time.pop_first() else {
                break;
            };
            let is_valid = |entry: &Entry<V>| entry.forget_at == forget_at;
            if self.by_key.get(&key).is_some_and(is_valid) {
                self.by_key.remove(&key);
            }
        }
        let (len, capacity) = (self.by_key.len(), self.by_key.capacity());
        if capacity > SMALL && len < capacity / 4 {
            self.by_key.shrink_to(len * 2);
        }
        before - len
    }

    /// Whether a sweep at this time would remove anything.
    pub(crate) fn is_due(&self, now: u64) -> bool {
        self.by_time
            .first()
            .is_some_and(|(forget_at, _)| *forget_at <= now)
    }
}

impl<V> Default for Shard<V> {
    fn default() -> Self {
        Self {
            by_key: HashMap::new(),
            by_time: BTreeSet::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        hash::RandomState,
        time::{Duration, UNIX_EPOCH},
    };

    use super::*;

    /// Makes keys that are equal for equal ids.
    #[derive(Default)]
    struct Keys(RandomState);

    impl Keys {
        fn key(&self, id: &str) -> Key {
            Key::new(None, id, &self.0)
        }
    }

    #[test]
    fn the_later_of_two_revocations_counts() {
        let (mut shard, keys) = (Shard::default(), Keys::default());
        let until = |seconds| Cutoff {
            not_after: UNIX_EPOCH + Duration::from_secs(seconds),
            kept: None,
        };
        assert!(shard.insert(keys.key("a"), 10, until(5)));
        assert!(!shard.insert(keys.key("a"), 20, until(3)));
        assert!(!shard.insert(keys.key("a"), 15, until(7)));
        assert_eq!(shard.sweep(19, 8), 0);
        assert_eq!(shard.get(&keys.key("a")), Some(until(7)), "the latest");
        assert_eq!(shard.sweep(20, 8), 1);
        assert_eq!(shard.get(&keys.key("a")), None);
        assert!(shard.by_time.is_empty());
    }

    #[test]
    fn a_sweep_removes_at_most_limit_ids() {
        let (mut shard, keys) = (Shard::default(), Keys::default());
        for id in 0..10 {
            shard.insert(keys.key(&id.to_string()), 10, ());
        }
        assert_eq!(shard.sweep(10, 4), 4);
        assert_eq!(shard.by_key.len(), 6);
        assert_eq!(shard.sweep(10, 40), 6);
        assert_eq!(shard.by_key.len(), 0);
    }

    #[test]
    fn a_swept_map_shrinks() {
        let (mut shard, keys) = (Shard::default(), Keys::default());
        for id in 0..10_000 {
            shard.insert(keys.key(&id.to_string()), 10, ());
        }
        let full = shard.by_key.capacity();
        shard.sweep(10, usize::MAX);
        assert!(full >= 10_000 && shard.by_key.capacity() <= SMALL);
    }

    #[test]
    fn an_id_without_expiry_is_never_removed() {
        let (mut shard, keys) = (Shard::default(), Keys::default());
        shard.insert(keys.key("a"), NEVER, ());
        assert!(!shard.is_due(NEVER));
        shard.sweep(NEVER, 8);
        assert_eq!(shard.get(&keys.key("a")), Some(()));
    }
}
