//! One shard of the revoked tokens, indexed by id and by the time of removal.

use std::collections::{BTreeSet, HashMap};

use crate::stores::memory::token_id::TokenId;

/// When a revocation may be removed, in whole seconds since 1970.
pub(crate) type ForgetAt = u64;
/// For revocations that are never removed.
pub(crate) const NEVER: ForgetAt = ForgetAt::MAX;

/// Maps with at most this capacity are not shrunk.
const SMALL: usize = 64;

#[derive(Default)]
pub(crate) struct Shard {
    by_id: HashMap<TokenId, ForgetAt>,
    /// What is to be removed, soonest first. An id that was revoked again with a later time is here
    /// twice; `by_id` has the valid time.
    by_time: BTreeSet<(ForgetAt, TokenId)>,
}

impl Shard {
    pub(crate) fn contains(&self, id: &TokenId) -> bool {
        self.by_id.contains_key(id)
    }

    pub(crate) fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Stores an id until the given time, or until its present time if that is later.
    ///
    /// `by_id` is written first: a panic in between loses no revocation.
    pub(crate) fn insert(&mut self, id: TokenId, forget_at: ForgetAt) {
        if self.by_id.get(&id).is_some_and(|known| *known >= forget_at) {
            return;
        }
        self.by_id.insert(id.clone(), forget_at);
        if forget_at != NEVER {
            self.by_time.insert((forget_at, id));
        }
    }

    /// Removes ids whose time has come, at most `limit`.
    pub(crate) fn sweep(&mut self, now: u64, limit: usize) {
        for _ in 0..limit {
            match self.by_time.first() {
                Some((forget_at, _)) if *forget_at <= now => {}
                _ => break,
            }
            let Some((forget_at, id)) = self.by_time.pop_first() else {
                break;
            };
            if self.by_id.get(&id) == Some(&forget_at) {
                self.by_id.remove(&id);
            }
        }
        let (len, capacity) = (self.by_id.len(), self.by_id.capacity());
        if capacity > SMALL && len < capacity / 4 {
            self.by_id.shrink_to(len * 2);
        }
    }

    /// Whether a sweep at this time would remove anything.
    pub(crate) fn is_due(&self, now: u64) -> bool {
        self.by_time
            .first()
            .is_some_and(|(forget_at, _)| *forget_at <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_later_of_two_revocations_counts() {
        let mut shard = Shard::default();
        shard.insert(TokenId::parse("a"), 10);
        shard.insert(TokenId::parse("a"), 20);
        shard.insert(TokenId::parse("a"), 15);
        shard.sweep(19, 8);
        assert!(shard.contains(&TokenId::parse("a")));
        shard.sweep(20, 8);
        assert!(!shard.contains(&TokenId::parse("a")));
        assert!(shard.by_time.is_empty());
    }

    #[test]
    fn a_sweep_removes_at_most_limit_ids() {
        let mut shard = Shard::default();
        for id in 0..10 {
            shard.insert(TokenId::parse(&id.to_string()), 10);
        }
        shard.sweep(10, 4);
        assert_eq!(shard.len(), 6);
        shard.sweep(10, 40);
        assert_eq!(shard.len(), 0);
    }

    #[test]
    fn a_swept_map_shrinks() {
        let mut shard = Shard::default();
        for id in 0..10_000 {
            shard.insert(TokenId::parse(&id.to_string()), 10);
        }
        let full = shard.by_id.capacity();
        shard.sweep(10, usize::MAX);
        assert!(full >= 10_000 && shard.by_id.capacity() <= SMALL);
    }

    #[test]
    fn an_id_without_expiry_is_never_removed() {
        let mut shard = Shard::default();
        shard.insert(TokenId::parse("a"), NEVER);
        assert!(!shard.is_due(NEVER));
        shard.sweep(NEVER, 8);
        assert!(shard.contains(&TokenId::parse("a")));
    }
}
